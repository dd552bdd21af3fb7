package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/// Messages written by somebody who means harm, or by a program that means well.
class DashboardHostileTextTest extends BrowserTest {
    private static final List<String> TEXTS =
            List.of(
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "<svg/onload=alert(1)>",
                    "\"><iframe src=javascript:alert(1)>",
                    "'-alert(1)-'",
                    "${alert(1)} {{alert(1)}} @version@ @root@",
                    "javascript:alert(1)",
                    "]]><!--<template><style>*{display:none}</style>",
                    "</bdi></span></div><h1>not a heading</h1>",
                    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
                    "\u202egnp.exe\u202c turned around",
                    "\u2066isolated\u2069 \u200bzero\u200bwidth\u200d \ufeffmark",
                    "a\u0000b\u0007c\u001bd\u007f",
                    "one\ntwo\r\nthree\ttabbed\u2028separated\u2029",
                    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0332l\u0353g\u0347o\u0331",
                    "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 family"
                            + " \ud83c\uddf5\ud83c\uddf1",
                    "مرحبا بالعالم שלום עולם 你好世界",
                    "\u001b[31mred\u001b[0m \u001b[1;38;5;4mblue\u001b[0m"
                            + " \u001b]0;title\u0007\u001b[2J\u001b[H",
                    "\u001b[38;2;1;2;3;48;2;1;2;3mhidden\u001b[8m?",
                    "=cmd|' /C calc'!A0",
                    "%s %d %n ../../etc/passwd",
                    " ",
                    "\ufffd\ufffe\uffff",
                    "x".repeat(20_000),
                    "y ".repeat(20_000));

    private DashboardPage page;

    @BeforeEach
    void publishThemAll() throws Exception {
        for (String text : TEXTS)
            publish(
                    Json.createObjectBuilder()
                            .add("content", text)
                            .add("<b>" + text.hashCode(), text)
                            .build()
                            .toString());
        page = openLive();
        assertThat(page.status()).containsText(TEXTS.size() + " held");
    }

    @Test
    void nothingOfItRunsAndEveryRowIsAsTallAsTheOthers() {
        assertThat(rowHeights()).containsOnly(22.0);
        assertNothingBroke();
    }

    @Test
    void nothingOfItRunsInTheInspectorEither() {
        page.press("Home");
        for (int i = 0; i < TEXTS.size(); i++) {
            page.press("j", "Enter");
            assertThat(page.inspector()).isVisible();
        }
        assertNothingBroke();
        page.press("Home");
        page.row("<img src=x").click();
        assertThat(page.inspector()).containsText("<img src=x onerror=alert(1)>");
    }

    @Test
    void nothingOfItRunsAsAFilterASuggestionASourceOrATile() throws Exception {
        for (String text : TEXTS.subList(0, 22)) page.filter().fill(text.replace('\n', ' '));
        page.filter().fill("");
        page.filter().pressSequentially("<b");
        hub.send(
                HttpRequest.newBuilder(hub.uri("/api/tiles/x"))
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"title\":\"<img src=x"
                                                + " onerror=alert(1)>\",\"value\":\"<script>alert(1)</script>\",\"unit\":\"\\u202e\"}"))
                        .build());
        page = open(hub.uri("/board/main"));
        assertThat(page.page().locator("hub-tile .value")).hasText("<script>alert(1)</script>");
        assertNothingBroke();
    }

    @Test
    void coloursOfATerminalAreColoursHere() throws Exception {
        publish("{\"content\":\"\\u001b[31mred\\u001b[0m and \\u001b[1;32mgreen\\u001b[0m\"}");
        page.assertNewest("red and green");
        assertThat(page.rows().last().locator(".ansi-1")).hasText("red");
        assertThat(page.rows().last().locator(".ansi-2.ansi-bold")).hasText("green");
        assertThat(page.rows().last()).not().containsText("^[");
    }

    @Test
    void whatWouldHideOrTurnTextIsNamed() {
        assertThat(page.row("gnp.exe")).containsText("[U+202E]gnp.exe[U+202C]");
        assertThat(page.row("zero")).containsText("zero[U+200B]width");
        assertThat(page.row("^@b")).containsText("a^@b^Gc");
        assertThat(page.row("two")).containsText("one ↵ two ↵ three");
    }

    @Test
    void aLineOfAMegabyteIsOneRowAndOpensAndTheListStaysQuick() throws Exception {
        publish("{\"content\":\"" + "m".repeat(1_000_000) + "\"}");
        publish("{\"deep\":" + "[".repeat(60) + "1" + "]".repeat(60) + "}");
        hub.publish("after it");
        page.assertNewest("after it");
        assertThat(page.row("mmmm")).containsText("1.0 MB");
        page.row("mmmm").click();
        assertThat(page.inspector()).containsText("1.0 MB in all; Copy JSON gives everything");
        page.press("j");
        assertThat(page.inspector()).containsText("deep");
        assertThat(rowHeights()).containsOnly(22.0);
        assertNothingBroke();
    }

    private List<Double> rowHeights() {
        Object heights =
                page.page()
                        .evaluate(
                                "() => [...document.querySelectorAll('.row:not([hidden])')].map(row"
                                        + " => row.getBoundingClientRect().height)");
        List<Double> all = new ArrayList<>();
        for (Object height : (List<?>) heights) all.add(((Number) height).doubleValue());
        return all;
    }

    /// Dialogs and complaints of the content security policy are noticed by every test.
    private void assertNothingBroke() {
        assertThat(
                        page.page()
                                .locator(
                                        "main :is(img, script, iframe, style, h1, object),"
                                                + " message-inspector :is(img, script, svg, iframe)"))
                .hasCount(0);
        Object sideways =
                page.page()
                        .evaluate(
                                "() => document.documentElement.scrollWidth -"
                                        + " document.documentElement.clientWidth");
        assertThat(sideways).isEqualTo(0);
        assertThat(page.page()).hasTitle("Heliograph");
    }

    private void publish(String json) throws Exception {
        assertThat(hub.post("/ingest/hostile", "application/json", json).statusCode())
                .isEqualTo(200);
    }
}
