// @ts-check

const TONES = [880, 1174.66];     // Hz
const LENGTH = 0.18;              // s each
const LOUDNESS = 0.15;

/** @type {AudioContext | undefined} */
let audio;

/** Two short tones. A browser plays them only in a page that somebody has touched. */
export function ring() {
  audio ??= new AudioContext();
  const context = audio;
  TONES.forEach((frequency, i) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + i * LENGTH;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(LOUDNESS, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + LENGTH);
  });
}
