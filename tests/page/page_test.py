#!/usr/bin/env python3
"""Check the page of a history (`reorg render -o history.html`) in a real browser.

    page_test.py [BINARY] REPOSITORY

What it must show comes from the sources (T050, T053 to T063: Tencent's seven business groups became
six on 2018-09-30; A013, A083, A084, A141: the history of Alibaba Cloud) or from `reorg tree --json`, never
from the page itself. Where Chromium or Graphviz is not installed, nothing is checked.
"""

import base64
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import webdriver
from webdriver import Browser, Key

BINARY = REPOSITORY = None  # set by main
TODAY = "2026-11-23"
BEFORE = {"cdg", "ieg", "mig", "omg", "sng", "teg", "wxg"}
AFTER = {"cdg", "csig", "ieg", "pcg", "teg", "wxg"}

HOSTILE = ["<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "\"'`${now}\\\\",
           "<!-- & &lt; ]]>", "😀 組織 🏢", "long " + "name " * 99, "\u2028\u2029 {{data}}", "W" * 300]


def reorg(*arguments):
    run = subprocess.run([BINARY, *arguments], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"reorg {' '.join(map(str, arguments))}: {run.stderr}")
    return run.stdout


def hostile_history():
    """A small invented company whose units are called what nobody should be called."""
    quoted = [json.dumps(name, ensure_ascii=False) for name in HOSTILE]
    entities = "".join(f"  u{n}: {{ kind: unit, name: {{ en: {name} }} }}\n" for n, name in enumerate(quoted))
    found = "".join(f"      - found: u{n}\n        in: top\n" for n in range(len(quoted)))
    return f"""reorg: 1
sources:
  bad: {{ title: {quoted[0]}, publisher: {quoted[1]}, address: "javascript:alert(3)", published: 2020-01-01 }}
entities:
  top: {{ kind: company, name: {{ en: {quoted[2]} }} }}
  boss: {{ kind: person, name: {{ en: {quoted[0]} }} }}
{entities}changes:
  - date: 2020-01-01
    event: {quoted[0]}
    sources: [bad]
    do:
      - found: top
{found}      - appoint: boss
        over: top
        as: {quoted[1]}
  - date: 2021-01-01
    dissolve: u0
    sources: [bad]
"""


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.db = cls.folder / "history.reorg"
        fixtures = [f"{REPOSITORY}/fixtures/{name}" for name in ("alibaba", "tencent", "article")]
        reorg("import", *fixtures, "--db", cls.db)
        (cls.folder / "hostile.yaml").write_text(hostile_history(), encoding="utf-8")
        reorg("import", cls.folder / "hostile.yaml", "--db", cls.folder / "hostile.reorg")
        cls.tencent = cls.render("tencent.html", "tencent")
        cls.alibaba = cls.render("alibaba.html", "alibaba")
        cls.browser = Browser(width=1440, height=900)
        cls.addClassCleanup(cls.browser.quit)

    @classmethod
    def render(cls, name, *what, db=None):
        file = cls.folder / name
        reorg("render", *what, "--db", db or cls.db, "--today", TODAY, "-o", file)
        return file

    def setUp(self):
        self.browser.resize(1440, 900)
        self.calm = {"prefers_reduced_motion": "reduce"}
        self.browser.emulate_media(**self.calm)
        self.browser.console(), self.browser.requests()

    def tearDown(self):
        self.assertEqual(self.browser.console(), [], "the console stays silent")
        asked = {url.split("#")[0] for url in self.browser.requests()}
        self.assertTrue(all(url.startswith(("file:", "data:,")) for url in asked), asked)

    # -- what is done and seen

    def open(self, file, hash_=""):
        self.browser.ask("POST", "/url", {"url": "about:blank"})
        self.browser.ask("POST", "/url", {"url": file.resolve().as_uri() + hash_})

    def shown(self):
        """The keys of the cards that are there, without those of what ended."""
        return self.browser.run("return [...document.querySelectorAll('.card:not(.ghost):not(.leaving)')]"
                                ".map(c => c.dataset.key)")

    def groups(self):
        """Of these the business groups right below the company."""
        return set(self.shown()) & (BEFORE | AFTER)

    def day(self):
        return self.browser.run("return location.hash.slice(1).split('/')[0]")

    def text(self, css):
        return self.browser.find(css).text()

    def badge(self, key):
        return self.browser.run("const c = document.querySelector(`.card[data-key=${arguments[0]}] .badge`);"
                                "return c ? c.textContent : ''", key)

    # -- the day

    def test_seven_groups_become_six(self):
        self.open(self.tencent, "#2018-09-29")
        self.assertEqual(self.groups(), BEFORE)
        self.browser.press(Key.RIGHT)
        self.assertEqual(self.day(), "2018-09-30")
        self.assertEqual(self.groups(), AFTER)
        self.assertIn("30 Sep 2018", self.text("#finding"))
        self.assertIn("seven business groups to six", self.text("#finding"))
        for key in AFTER - BEFORE:
            self.assertEqual(self.badge(key), "+ NEW")
        for key in BEFORE - AFTER:
            self.assertEqual(self.badge(key), "− ENDED")
        self.assertEqual(self.badge("qq"), "→ MOVED")

    def test_a_unit_first_heard_of_is_not_called_new(self):
        self.open(self.tencent, "#2018-09-30")
        self.assertEqual(self.badge("youtu"), "+ FIRST SEEN")

    def test_every_day_shows_what_tree_says(self):
        some = random.Random(2018)
        for file, name in ((self.tencent, "tencent"), (self.alibaba, "alibaba")):
            first = self.data(file)["days"][0]
            for _ in range(8):
                day = f"{some.randint(2000, 2025)}-{some.randint(1, 12):02}-{some.randint(1, 28):02}"
                self.assertGreater(day, first)
                self.open(file, "#" + day)
                rows = json.loads(reorg("tree", name, "--db", self.db, "--as-of", day, "--today", TODAY,
                                        "--json"))["rows"]
                self.assertEqual(sorted(self.shown()), sorted(r["organization"]["key"] for r in rows), day)
                self.check_heads(rows, day)

    def check_heads(self, rows, day):
        for row in rows:
            if row["repeated"]:
                continue
            label = self.browser.run("return document.querySelector(`.card[data-key=\"${arguments[0]}\"]"
                                     ":not(.ghost)`).ariaLabel", row["organization"]["key"])
            self.assertIn(row["organization"]["name"], label, day)
            for overseer in row["overseers"][:3]:
                if overseer["person"]:
                    self.assertIn(overseer["person"]["name"], label, (day, row["organization"]["key"]))

    def test_opens_on_today_or_on_the_day_asked_for(self):
        self.open(self.render("then.html", "tencent", "--as-of", "2018-09-30"))
        self.assertEqual(self.groups(), AFTER)
        self.assertIn("30 Sep 2018", self.text("#finding"))
        self.open(self.tencent)
        self.assertLessEqual(self.day(), TODAY)
        self.assertEqual(set(self.shown()), {r["organization"]["key"] for r in json.loads(
            reorg("tree", "tencent", "--db", self.db, "--today", TODAY, "--json"))["rows"]})

    # -- through time

    def test_slider_steps_and_play(self):
        self.open(self.tencent, "#2018-09-29")
        self.browser.find("#next").click()
        self.assertEqual(self.day(), "2018-09-30")
        self.browser.find("#back").click()
        self.assertEqual(self.day(), "2018-09-29")
        days = self.data(self.tencent)["days"]
        self.browser.press(Key.HOME)
        self.assertEqual(self.day(), days[0])
        self.browser.press(Key.END)
        self.assertEqual(self.day(), days[-1])
        self.browser.run("const s = document.getElementById('slider'); s.value = arguments[0];"
                         "s.dispatchEvent(new Event('input'))", days.index("2018-09-30"))
        self.assertEqual(self.day(), "2018-09-30")
        self.assertIn("30 Sep 2018", self.browser.find("#slider").attribute("aria-valuetext"))
        self.assertIn("30 Sep 2018", self.browser.run("return document.getElementById('said').textContent"))
        self.browser.find("#play").click()
        self.browser.wait_until("return !location.hash.includes('2018-09-30')")
        self.assertEqual(self.browser.find("#play").label(), "Pause")
        self.browser.find("#play").click()
        stopped = self.day()
        time.sleep(2.2)
        self.assertEqual(self.day(), stopped)

    def test_changes_of_the_day_are_told_with_sources(self):
        self.open(self.tencent, "#2018-09-30")
        told = self.text("#happened")
        self.assertIn("Mobile Internet Group is dissolved into Cloud and Smart Industries Group and Platform "
                      "and Content Group", told)
        self.assertIn("Campaign Asia", told)
        self.assertTrue(self.browser.find_all("#happened .sources a[href^='https://']"))
        self.browser.find("#happened a.told[data-key=csig]").click()
        self.assertTrue(self.browser.find(".card[data-key=csig]").attribute("class").count("selected"))

    def test_nothing_jumps(self):
        """A card stays where it is for as long as it hangs from the same one."""
        where = ("return Object.fromEntries([...document.querySelectorAll('.card:not(.ghost):not(.leaving)')]"
                 ".map(c => [c.place.number, c.style.left + ' ' + c.style.top]))")
        self.open(self.alibaba)
        self.browser.press(Key.HOME)
        known = {}
        for _ in self.data(self.alibaba)["days"]:
            now = self.browser.run(where)
            for place, at in now.items():
                self.assertEqual(known.setdefault(place, at), at)
            self.browser.press(Key.RIGHT)

    def test_no_cards_overlap_and_no_text_is_cut(self):
        for file in (self.alibaba, self.tencent):
            self.open(file)
            faults = self.browser.run("""
              const faults = [];
              for (let day = 0; day < history_.days.length; ++day) {
                goTo(day, { quiet: true });
                const all = [...cards.entries()];
                all.forEach(([a, card], n) => {
                  if (card.classList.contains("cut")) faults.push(history_.days[day] + " cut " + card.textContent);
                  for (const [b] of all.slice(n + 1))
                    if (overlap(a, b)) faults.push(history_.days[day] + " overlap " + a.entity.key + " " + b.entity.key);
                });
              }
              return faults.slice(0, 5)""")
            self.assertEqual(faults, [])

    # -- search, history, comparison

    def search(self, text):
        self.browser.press("/")
        self.browser.type(text)
        return [option.text() for option in self.browser.find_all("#results [role=option]")]

    def test_search_by_chinese_old_and_short_names(self):
        self.open(self.tencent, "#2018-09-29")
        found = self.search("云与智慧")
        self.assertIn("Cloud and Smart Industries Group", found[0])
        self.browser.press(Key.ENTER)
        self.assertEqual(self.day(), "2018-09-30", "it goes to the first day on which it is there")
        self.assertIn("Cloud and Smart Industries Group", self.text("#detail"))
        self.assertIn("Mobile Internet Group", self.search("MIG")[0])
        self.browser.press(Key.ESCAPE)
        self.assertEqual(self.search("no such name anywhere"), [])
        self.assertIn("Nobody", self.text("#results"))
        self.browser.press(Key.ESCAPE)
        self.open(self.alibaba, "#2024-01-01")
        self.search("alibaba cloud computing")
        self.browser.press(Key.ENTER)
        self.assertIn("2018", self.text("#detail"))
        self.assertIn("Alibaba Cloud Intelligence Group", self.text("#detail h2"))
        self.search("张建锋")
        self.browser.press(Key.DOWN)
        self.browser.press(Key.ENTER)
        self.assertNotEqual(self.browser.run("return now.selected && now.selected.key"), None)

    def test_the_history_of_a_card_and_its_dates(self):
        self.open(self.alibaba, "#2024-01-01")
        self.browser.find(".card[data-key=alibaba-cloud]").click()
        told = self.text("#detail")
        self.assertIn("Alibaba Cloud 阿里云", told)
        self.assertNotIn("undefined", self.text("body"))
        self.assertIn("Zhang Jianfeng, president\nsince 26 Nov 2018; ended 29 Dec 2022", told)
        self.assertIn("Alibaba Group\nsince some day from 1 Jan 2009 to 31 Dec 2009", told)  # told as "2009"
        days = [b for b in self.browser.find_all("#detail .day") if b.text() == "26 Nov 2018"]
        days[0].click()
        self.assertEqual(self.day(), "2018-11-26")
        self.assertEqual(self.badge("alibaba-cloud"), "= RENAMED")
        self.browser.press(Key.ESCAPE)
        self.assertFalse(self.browser.find("#detail").is_shown())

    def test_two_pinned_days_are_compared(self):
        self.open(self.tencent, "#2018-09-29")
        self.browser.find("#pin").click()
        for _ in range(3):
            self.browser.press(Key.RIGHT)
        self.assertGreater(self.day(), "2018-09-30")
        self.assertIn("compared with 29 Sep 2018", self.text("#finding"))
        told = self.text("#happened .differences")
        for word in ("− 5 ended", "→ 3 moved", "Mobile Internet Group", "Social Network Group"):
            self.assertIn(word, told)
        self.assertEqual(self.badge("csig"), "+ NEW")
        address = self.browser.run("return location.hash")
        self.assertTrue(address.endswith("//2018-09-29"), address)
        self.open(self.tencent, address)
        self.assertIn("compared with 29 Sep 2018", self.text("#finding"))
        self.browser.press("p")
        self.assertNotIn("compared", self.text("#finding"))

    # -- whoever reads it

    def test_keyboard_alone_suffices(self):
        self.open(self.tencent, "#2018-09-30")
        self.browser.press(Key.TAB)
        self.browser.press(Key.ENTER)
        self.assertEqual((self.browser.focused().attribute("id"), self.day()), ("slider", "2018-09-30"))
        self.open(self.tencent, "#2018-09-30")
        seen = []
        for _ in range(40):
            self.browser.press(Key.TAB)
            element = self.browser.focused()
            seen.append(element.attribute("id") or element.attribute("class"))
            self.assertTrue(element.label(), seen[-1])
            if (seen[-1] or "").startswith("card"):
                break
        self.assertIn("search", seen)
        card = self.browser.focused()
        self.assertEqual(card.role(), "button")
        self.assertTrue(self.browser.find("#tip").is_shown())
        first = card.attribute("data-key")
        self.browser.press(Key.DOWN)
        second = self.browser.focused().attribute("data-key")
        self.assertNotEqual(first, second)
        self.browser.press(Key.ENTER)
        self.assertIn(self.browser.run("return now.selected.state || now.selected.key"), second)
        self.browser.press("?")
        self.assertTrue(self.browser.find("#keys").is_shown())
        self.browser.press(Key.ESCAPE)
        self.assertFalse(self.browser.find("#keys").is_shown())
        size = self.browser.run("return $('stage').clientWidth")
        self.browser.press("+")
        self.assertGreater(self.browser.run("return $('stage').clientWidth"), size)
        self.browser.press("0")
        self.assertEqual(self.browser.run("return $('stage').clientWidth"), size)

    def test_every_control_is_labelled_and_chinese_is_marked(self):
        self.open(self.tencent, "#2018-09-30/csig")
        for control in self.browser.find_all("button, input, a, [role=option]"):
            if control.is_shown():
                self.assertTrue(control.label().strip(), control.attribute("outerHTML"))
        unmarked = self.browser.run(r"""
          return [...document.querySelectorAll(".card span, #detail *, #happened *")].filter(e =>
            e.childNodes.length && [...e.childNodes].some(n => n.nodeType === 3 && /\p{Script=Han}/u.test(n.data)) &&
            !e.closest("[lang^=zh]")).map(e => e.outerHTML).slice(0, 3)""")
        self.assertEqual(unmarked, [])

    def test_contrast_is_enough_on_light_and_dark(self):
        for scheme in ("light", "dark"):
            self.browser.emulate_media(prefers_color_scheme=scheme, **self.calm)
            for hash_ in ("#2018-09-30/csig", "#2019-04-01//2018-09-29"):
                self.open(self.tencent, hash_)
                self.assertEqual(self.browser.run(CONTRAST), [], scheme)

    def test_motion_is_only_for_those_who_like_it(self):
        moving = "return document.getAnimations().length"
        self.open(self.tencent, "#2018-09-29")
        self.browser.press(Key.RIGHT)
        self.assertEqual(self.browser.run(moving), 0)
        self.browser.emulate_media()
        self.open(self.tencent, "#2018-09-29")
        self.browser.press(Key.RIGHT)
        self.assertGreater(self.browser.run(moving), 0)
        self.browser.wait_until("return document.getAnimations().length === 0")
        self.assertEqual(self.groups(), AFTER)

    def test_paper_has_the_chart_the_day_and_its_changes(self):
        self.browser.emulate_media(media="print", **self.calm)
        self.open(self.tencent, "#2018-09-30")
        for css in ("footer", ".search", ".tools"):
            self.assertFalse(self.browser.find(css).is_shown(), css)
        for css in ("#finding", "#stage", "#happened"):
            self.assertTrue(self.browser.find(css).is_shown(), css)
        self.assertEqual(self.browser.run("return getComputedStyle(document.body).backgroundColor"),
                         "rgb(255, 255, 255)")
        pdf = self.browser.devtools("Page.printToPDF", preferCSSPageSize=True)["data"]
        sheet = self.folder / "sheet.pdf"
        sheet.write_bytes(base64.b64decode(pdf))
        if shutil.which("pdftotext"):  # poppler's; not needed elsewhere
            printed = subprocess.run(["pdftotext", "-raw", "-l", "1", sheet, "-"], capture_output=True,
                                     text=True, check=True).stdout
            for name in ("Tencent Holdings", "CSIG", "PCG", "YingYongBao", "TenPay", "ENDED", "30 Sep 2018"):
                self.assertIn(name, printed)

    def test_a_narrow_window_loses_nothing(self):
        self.browser.resize(800, 900)
        self.open(self.tencent, "#2018-09-30")
        self.assertEqual(self.groups(), AFTER)
        self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 800)
        for css in ("#slider", "#search", "#happened", "#play"):
            self.assertTrue(self.browser.find(css).is_shown(), css)

    # -- the file

    @staticmethod
    def data(file):
        text = file.read_text(encoding="utf-8")
        return json.loads(re.search(r'id="data">(.*?)</script>', text, re.S)[1])

    def test_ten_years_of_both_companies_are_small(self):
        everything = self.render("everything.html")
        size = everything.stat().st_size
        print(f"both companies, {len(self.data(everything)['days'])} days: {size} bytes", file=sys.stderr)
        self.assertLess(size, 2_000_000)
        self.open(everything, "#2018-12-06")
        self.assertTrue({"tencent", "alibaba", "csig", "alibaba-cloud"} <= set(self.shown()))

    def test_the_file_asks_for_nothing(self):
        text = self.tencent.read_text(encoding="utf-8")
        self.assertIn("default-src 'none'", text)
        page = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
        self.assertNotRegex(page, r"\b(fetch|XMLHttpRequest|WebSocket|import)\s*\(|innerHTML|insertAdjacent|eval\(")
        self.assertNotRegex(page, r"https?://(?!www\.w3\.org/2000/svg)")

    def test_hostile_names_stay_text(self):
        page = self.render("hostile.html", "top", db=self.folder / "hostile.reorg")
        self.open(page, "#2020-01-01")
        names = self.browser.run("return [...document.querySelectorAll('.card .name')].map(n => n.textContent)")
        for name in HOSTILE:
            self.assertIn(" ".join(name.split()), [" ".join(n.split()) for n in names])
        self.assertEqual(self.browser.find_all("img, #cards script, aside script"), [])
        self.assertEqual(self.browser.find_all("a[href^='javascript']"), [])
        self.assertIn(HOSTILE[0], self.text("#happened"))
        self.browser.find(".card[data-key=top]").click()
        self.assertIn(HOSTILE[1], self.text("#detail"))
        self.assertNotIn("null", self.text("aside"))
        self.assertIn("<img", self.search("<img")[0])
        self.browser.press(Key.ENTER)
        self.browser.press(Key.RIGHT)
        self.assertNotIn("u0", self.shown())

    def test_nothing_recorded_is_said(self):
        (self.folder / "lone.yaml").write_text(
            "reorg: 1\nentities:\n  lone: { kind: company, name: Lone }\n", encoding="utf-8")
        reorg("import", self.folder / "lone.yaml", "--db", self.folder / "lone.reorg")
        self.open(self.render("lone.html", "lone", db=self.folder / "lone.reorg"))
        self.assertIn("nothing is recorded", self.text("#title"))

    def test_a_span_limits_the_days(self):
        page = self.render("span.html", "tencent", "--from", "2018-01-01", "--to", "2018-12-31")
        days = self.data(page)["days"]
        self.assertEqual((days[0], days[-1] <= "2018-12-31", "2018-09-30" in days), ("2018-01-01", True, True))
        self.open(page, "#2018-01-01")
        self.assertEqual(self.groups(), BEFORE)


# Texts on cards and beside them whose contrast is below what WCAG 2.1 AA asks for (1.4.3).
CONTRAST = """
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = numbers(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll("header *, #cards *, aside *, footer span")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e);
    if (style.visibility === "hidden" || !e.offsetParent) continue;
    const a = light(numbers(style.color)), b = light(behind(e));
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) poor.push(contrast.toFixed(2) + " " + e.className + " " + e.textContent);
  }
  return poor.slice(0, 5);
"""


def main():
    global BINARY, REPOSITORY
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    BINARY, REPOSITORY = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:])
    missing = webdriver.missing() + ([] if shutil.which("dot") else ["dot"])
    if missing:
        print("not installed, so not checked:", *missing)
        return
    unittest.main(argv=sys.argv[:1])


if __name__ == "__main__":
    main()
