// @ts-check
import './elements/connection-pill.js';
import './elements/filter-bar.js';
import './elements/new-version-note.js';
import './elements/source-rail.js';
import './elements/status-line.js';
import './elements/time-histogram.js';
import './list/message-list.js';
import { Alerts } from './alerts/alerts.js';
import { Board } from './board/board.js';
import { Feed } from './board/feed.js';
import { filterFromQuery } from './filter/filter-url.js';
import { ScrollBack } from './history/scroll-back.js';
import { Hands } from './page/hands.js';
import { hubUrl } from './page/hub-url.js';
import { Picture } from './page/picture.js';
import { SavedViews } from './page/saved-views.js';
import { ViewSwitch } from './page/view-switch.js';
import { HubLink } from './stream/hub-link.js';

// hub ──▶ link ──▶ feed ──▶ board ──▶ picture: one way, and what a person's hands do goes to the board or to the list.

const board = new Board(filterFromQuery(location.search).filter);
const feed = new Feed(board);
const link = new HubLink(hubUrl('api/stream'), note => feed.take(note));
const scrollBack = new ScrollBack(board);
const savedViews = new SavedViews();
const alerts = new Alerts(savedViews, board);
const picture = new Picture(board, scrollBack, alerts);
const views = new ViewSwitch(board);
const hands = new Hands(board, picture, views, savedViews);

views.begin();
picture.begin();
hands.begin();
link.start();

addEventListener('online', () => link.wake());
document.addEventListener('visibilitychange', () => { if (!document.hidden) link.wake(); });
