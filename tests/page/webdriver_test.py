#!/usr/bin/env python3
"""Check the browser that the tests of the page look through: what it does not see, they cannot.

    webdriver_test.py REPOSITORY

Where Chromium is not installed, nothing is checked.
"""

import pathlib
import struct
import sys
import tempfile
import time
import unittest

import webdriver
from webdriver import Browser, Key, WebDriverError

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>组织 chart</title>
<style>
  body { margin: 0; background: rgb(255, 0, 0) }
  @media (prefers-color-scheme: dark) { body { background: rgb(0, 0, 255) } }
  @media print { #button { display: none } }
  #under:hover { color: rgb(0, 128, 0) }
</style>
<button id="button" aria-label="Click the button" onclick="this.textContent = '腾讯控股'">谁</button>
<p id="under">under the mouse</p>
<input id="name" aria-label="Name"><a href="#" id="link">next</a>
<script>
  var keys = [];
  addEventListener("keydown", e => keys.push((e.shiftKey ? "Shift+" : "") + e.key));
</script>
</html>
"""


class Looking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.browser = Browser(width=640, height=360)
        cls.addClassCleanup(cls.browser.quit)

    def setUp(self):
        self.browser.emulate_media()
        self.open(PAGE)

    def open(self, text):
        """Opens a page with this text; what was told about earlier ones is forgotten."""
        self.browser.console(), self.browser.requests()
        page = self.folder / "页 1.html"
        page.write_text(text, encoding="utf-8")
        self.browser.open(page)
        return page.as_uri()

    def test_a_quiet_page_asks_for_itself_alone_and_says_nothing(self):
        self.assertEqual(self.browser.requests(), [self.open(PAGE)])
        self.assertEqual(self.browser.console(), [])

    def test_a_click_and_any_script_are_seen(self):
        button = self.browser.find("#button")
        self.assertEqual(button.text(), "谁")
        button.click()
        self.assertEqual(button.text(), "腾讯控股")
        self.assertEqual(self.browser.run("return [document.title, arguments[0] + 1]", 2), ["组织 chart", 3])

    def test_what_assistive_technology_is_told(self):
        button = self.browser.find("button")
        self.assertEqual((button.role(), button.label()), ("button", "Click the button"))
        self.assertEqual((button.attribute("id"), button.attribute("title")), ("button", None))

    def test_keys_go_to_what_has_the_focus(self):
        self.browser.find("#name").click()
        self.browser.type("阿里 Ab")
        self.assertEqual(self.browser.run("return document.getElementById('name').value"), "阿里 Ab")
        self.browser.press(Key.TAB)
        self.assertEqual(self.browser.focused().attribute("id"), "link")
        self.browser.press(Key.SHIFT, Key.TAB)
        self.assertEqual(self.browser.focused().attribute("id"), "name")
        self.assertEqual(self.browser.run("return keys.slice(-3)"), ["Tab", "Shift+Shift", "Shift+Tab"])

    def test_the_mouse_over_an_element(self):
        under = self.browser.find("#under")
        self.browser.hover(under)
        self.assertEqual(self.style("#under", "color"), "rgb(0, 128, 0)")

    def style(self, css, name):
        return self.browser.run("return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]",
                                css, name)

    def test_an_element_that_is_not_there_is_an_error(self):
        self.assertEqual(self.browser.find_all(".none"), [])
        self.assertEqual(len(self.browser.find_all("button, input")), 2)
        with self.assertRaisesRegex(WebDriverError, "no such element"):
            self.browser.find(".none")

    def test_errors_on_the_console_are_seen_once(self):
        self.open(PAGE + "<script>console.error('told 怎么'); console.log('said'); nobody();</script>")
        self.browser.run("return 1")
        told = self.browser.console()
        self.assertEqual(sorted(level for level, _ in told), ["INFO", "SEVERE", "SEVERE"])
        text = "\n".join(text for _, text in told)
        for word in ("told 怎么", "said", "nobody is not defined"):
            self.assertIn(word, text)
        self.assertEqual(self.browser.console(), [])

    def test_every_request_is_seen_though_nobody_answers(self):
        page = self.open(PAGE + """<img src="http://127.0.0.1:9/pixel"><link rel="stylesheet"
            href="https://fonts.example/css"><script>fetch('http://127.0.0.1:9/told').catch(() => 0)</script>""")
        self.browser.run("return 1")
        asked = self.browser.requests()
        self.assertEqual(asked[0], page)
        self.assertEqual(sorted(asked[1:]), ["http://127.0.0.1:9/pixel", "http://127.0.0.1:9/told",
                                            "https://fonts.example/css"])

    def test_a_reader_who_wants_it_dark_still_or_printed(self):
        self.assertEqual(self.style("body", "backgroundColor"), "rgb(255, 0, 0)")
        self.browser.emulate_media(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
        self.assertEqual(self.style("body", "backgroundColor"), "rgb(0, 0, 255)")
        self.assertTrue(self.browser.run("return matchMedia('(prefers-reduced-motion: reduce)').matches"))
        self.assertTrue(self.browser.find("#button").is_shown())
        self.browser.emulate_media("print")
        self.assertFalse(self.browser.find("#button").is_shown())
        self.assertFalse(self.browser.run("return matchMedia('(prefers-reduced-motion: reduce)').matches"))

    def test_the_window_has_the_size_that_was_asked_for(self):
        file = self.folder / "shot.png"
        for width, height in ((640, 360), (320, 900)):
            self.browser.resize(width, height)
            self.browser.screenshot(file)
            self.assertEqual(struct.unpack(">II", file.read_bytes()[16:24]), (width, height))
            self.assertEqual(self.browser.run("return [innerWidth, innerHeight]"), [width, height])
        self.browser.resize(640, 360)

    def test_waiting_ends(self):
        self.browser.run("setTimeout(() => window.ready = 'now', 100)")
        self.assertEqual(self.browser.wait_until("return window.ready"), "now")
        with self.assertRaisesRegex(WebDriverError, "not so after"):
            self.browser.wait_until("return false", seconds=0.1)


class Leaving(unittest.TestCase):
    def test_nothing_is_left_behind_even_after_a_failure(self):
        with self.assertRaises(ZeroDivisionError):
            with Browser() as browser:
                folder = pathlib.Path(browser._folder.name)
                self.assertTrue(self.processes(folder))
                raise ZeroDivisionError
        self.assertFalse(folder.exists())
        self.assertEqual(self.processes(folder), [])
        browser.quit()  # again, for nothing

    def test_a_driver_that_died_leaves_no_browser(self):
        browser = Browser()
        folder = pathlib.Path(browser._folder.name)
        browser._driver.kill()
        browser.quit()
        self.assertEqual(self.processes(folder), [])

    def processes(self, folder):
        """The processes that live with the browser's profile; given a moment to go."""
        end = time.monotonic() + 5
        while True:
            found = [line for line in map(command_of, pathlib.Path("/proc").glob("[0-9]*/cmdline"))
                     if str(folder) in line]
            if not found or folder.exists() or time.monotonic() > end:
                return found
            time.sleep(0.05)


def command_of(file):
    try:
        return file.read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""  # it has ended meanwhile


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if lacking := webdriver.missing():
        print("passed over, not installed:", *lacking)
        sys.exit(0)
    unittest.main(argv=sys.argv[:1])
