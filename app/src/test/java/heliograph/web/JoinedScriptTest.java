package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/// Modules in one text behave as modules do.
class JoinedScriptTest {
    private static TestBrowser browser;

    @BeforeAll
    static void launch() {
        browser = TestBrowser.launch();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @Test
    void eachModuleKeepsItsNamesAndRunsOnceBeforeThoseThatImportIt() {
        JoinedScript script =
                joined(
                        Map.of(
                                "main.js",
                                """
                                import './first/log.js';
                                import { note as say, LOG } from './first/log.js';
                                import { twice } from './second.js';
                                const hidden = 'of main';
                                say(`${hidden} ${twice(2)}`);
                                globalThis.result = LOG.join();
                                """,
                                "first/log.js",
                                """
                                const hidden = 'of log';
                                export const LOG = [hidden];
                                export function note(text) { LOG.push(text); }
                                """,
                                "second.js",
                                """
                                import { note } from './first/log.js';
                                const hidden = 'of second';
                                note(hidden);
                                export const twice = n => 2 * n;
                                """));
        assertThat(run(script.text(), "")).isEqualTo("of log,of second,of main 4");
    }

    @Test
    void whatComesLaterFindsTheModuleThatIsThere() {
        JoinedScript script =
                joined(
                        Map.of(
                                "main.js",
                                "import { COUNT } from './a/count.js';\nCOUNT.value = 7;\n",
                                "a/count.js",
                                "export const COUNT = { value: 0 };\nexport class Other {}\n"));
        assertThat(script.alias("a/count.js"))
                .isEqualTo(
                        """
                        import { $a_count as module } from '../main.js';
                        export const { COUNT, Other } = module;
                        """);
        assertThat(run(script.text(), "globalThis.result = String(joined.$a_count.COUNT.value)"))
                .isEqualTo("7");
    }

    @Test
    void aScriptThatComesLaterTakesWhatIsThereAndBringsTheRest() {
        Map<String, String> modules =
                Map.of(
                        "main.js", "import './a.js';\n",
                        "a.js", "export const A = 1;\n",
                        "b.js", "import { A } from './a.js';\nexport const B = A + 1;\n",
                        "late/entry.js", "import { B } from '../b.js';\nimport '../a.js';\n");
        JoinedScript main = joined(modules);
        JoinedScript late =
                new JoinedScript(
                        "late/entry.js",
                        Optional.of(main),
                        path -> Optional.ofNullable(modules.get(path)));
        assertThat(late.holds("a.js")).isFalse();
        assertThat(late.holds("b.js")).isTrue();
        assertThat(late.text()).startsWith("import {$a} from '../main.js';\n");
        assertThat(late.at("b.js")).contains("from './late/entry.js'");
        assertThat(late.at("late/entry.js")).isEqualTo(late.text());
    }

    @Test
    void aCircleOfImportsIsNamed() {
        Map<String, String> circle =
                Map.of(
                        "main.js", "import './a.js';\n",
                        "a.js", "import './b.js';\n",
                        "b.js", "import './a.js';\n");
        assertThatThrownBy(() -> joined(circle))
                .hasMessageContaining("[main.js, a.js, b.js, a.js]");
    }

    private static JoinedScript joined(Map<String, String> modules) {
        return new JoinedScript("main.js", path -> Optional.ofNullable(modules.get(path)));
    }

    private static Object run(String text, String then) {
        try (Page page = browser.browser().newPage()) {
            return page.evaluate(
                    """
                    async ([text, then]) => {
                      const joined = await import(`data:text/javascript,${encodeURIComponent(text)}`);
                      new Function('joined', then)(joined);
                      return globalThis.result;
                    }
                    """,
                    new String[] {text, then});
        }
    }
}
