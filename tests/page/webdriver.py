"""A browser for tests: headless Chromium, driven through chromedriver by plain WebDriver HTTP.

    with Browser(width=1280, height=800) as browser:
        browser.open(page)                          # a file; by its file:// address
        browser.find("#search").click()
        browser.type("腾讯")                        # to whatever has the focus
        browser.press(Key.SHIFT, Key.TAB)
        shown = browser.run("return document.title")
        assert browser.requests() == [page.resolve().as_uri()] and browser.console() == []

The standard library alone is needed. The protocol is https://www.w3.org/TR/webdriver2/; what it lacks
(the log of the network, media features) comes from Chromium's DevTools protocol,
https://chromedevtools.github.io/devtools-protocol/. Leaving the `with` ends every process and removes
the browser's profile, whatever happened within.
"""

import base64
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds for anything the browser does; it takes a few on a busy machine


class Key:
    """Keys that are no characters, as WebDriver writes them."""

    TAB, ENTER, ESCAPE, SPACE = "\ue004", "\ue007", "\ue00c", " "
    END, HOME, LEFT, UP, RIGHT, DOWN = "\ue010", "\ue011", "\ue012", "\ue013", "\ue014", "\ue015"
    PAGE_UP, PAGE_DOWN, BACKSPACE, DELETE = "\ue00e", "\ue00f", "\ue003", "\ue017"
    SHIFT, CONTROL, ALT = "\ue008", "\ue009", "\ue00a"


class WebDriverError(Exception):
    """The browser refused or failed; the text is its own."""


def missing():
    """The programs that would be needed and are not installed."""
    return [name for name in ("chromedriver", "chromium") if shutil.which(name) is None]


class Element:
    """Something on the page, as long as the page keeps it."""

    MARK = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's key for a reference to an element

    def __init__(self, browser, reference):
        self._browser = browser
        self._reference = reference

    def click(self):
        """Clicks its middle, as a mouse does: an error when something else covers it."""
        self._ask("POST", "click", {})

    def text(self):
        """Its text as shown: without what is hidden."""
        return self._ask("GET", "text")

    def attribute(self, name):
        """The attribute as written in the page, None without it."""
        return self._ask("GET", f"attribute/{name}")

    def is_shown(self):
        return self._ask("GET", "displayed")

    def role(self):
        """The role that assistive technology is told (WAI-ARIA)."""
        return self._ask("GET", "computedrole")

    def label(self):
        """The name that assistive technology is told."""
        return self._ask("GET", "computedlabel")

    def _ask(self, method, what, body=None):
        return self._browser.ask(method, f"/element/{self._reference}/{what}", body)


class Browser:
    def __init__(self, width=1280, height=800):
        """The page has exactly `width` times `height` pixels, scale 1."""
        self._folder = tempfile.TemporaryDirectory(prefix="reorg-browser-", ignore_cleanup_errors=True)
        self._connection = self._session = None
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], env=self._environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port(), timeout=PATIENCE)
            self._session = self._begin()
            self.resize(width, height)
        except BaseException:
            self.quit()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.quit()

    # -- the page

    def open(self, page):
        """Opens a file, and waits until it is loaded."""
        self.ask("POST", "/url", {"url": pathlib.Path(page).resolve().as_uri()})

    def find(self, css):
        """The first element that a CSS selector fits; an error when there is none."""
        return self._element(self.ask("POST", "/element", {"using": "css selector", "value": css}))

    def find_all(self, css):
        found = self.ask("POST", "/elements", {"using": "css selector", "value": css})
        return [self._element(element) for element in found]

    def focused(self):
        """The element that keys go to."""
        return self._element(self.ask("GET", "/element/active"))

    def press(self, *keys):
        """Presses the last key while the others are held; it goes to whatever has the focus."""
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._act("key", "keyboard", down + up)

    def type(self, text):
        """Types characters, to whatever has the focus."""
        self._act("key", "keyboard", [{"type": kind, "value": character}
                                      for character in text for kind in ("keyDown", "keyUp")])

    def hover(self, element):
        """Moves the mouse over the middle of an element."""
        self._act("pointer", "mouse", [{"type": "pointerMove", "duration": 0, "x": 0, "y": 0,
                                        "origin": {Element.MARK: element._reference}}])

    def run(self, script, *arguments):
        """What a script returns: the body of a function, to which the arguments are `arguments`."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait_until(self, script, seconds=10):
        """Waits until a script returns something true, and returns that."""
        end = time.monotonic() + seconds
        while not (result := self.run(script)):
            if time.monotonic() > end:
                raise WebDriverError(f"not so after {seconds} s: {script}")
            time.sleep(0.02)
        return result

    # -- how it is shown

    def resize(self, width, height):
        """The window's inside, exactly; --window-size would count a frame that nobody sees."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)

    def emulate_media(self, media="", **features):
        """Shows the page as for `media` ("print"; "" for the screen) and a reader's wishes:
        emulate_media(prefers_color_scheme="dark", prefers_reduced_motion="reduce"). What is not
        given is as usual again."""
        self.devtools("Emulation.setEmulatedMedia", media=media,
                      features=[{"name": name.replace("_", "-"), "value": value}
                                for name, value in features.items()])

    def screenshot(self, file):
        """Writes what the window shows as PNG."""
        pathlib.Path(file).write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))

    # -- what happened unseen

    def console(self):
        """What the console was told since the last call, with uncaught exceptions and failed
        requests: pairs of level (SEVERE, WARNING, INFO, DEBUG) and text."""
        return [(entry["level"], entry["message"]) for entry in self._log("browser")]

    def requests(self):
        """The addresses that the page asked for since the last call, whether or not somebody
        answered; the page's own comes first."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [event["params"]["request"]["url"] for event in events
                if event["method"] == "Network.requestWillBeSent"]

    def devtools(self, command, **parameters):
        """A command of Chromium's own protocol."""
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def quit(self):
        """Ends the browser and its driver. May be called again."""
        if self._driver is None:
            return
        driver, self._driver = self._driver, None
        try:
            if self._session is not None:
                self.ask("DELETE", "")
        except (WebDriverError, OSError, http.client.HTTPException):
            pass  # it hangs or is gone; the following helps in any case
        finally:
            driver.terminate()
            try:
                driver.wait(5)
            except subprocess.TimeoutExpired:
                driver.kill()
                driver.wait()
            driver.stdout.close()
            if self._connection is not None:
                self._connection.close()
            kill_those_of(self._folder.name)
            self._folder.cleanup()

    # -- the protocol

    def ask(self, method, path, body=None):
        """One command of the session, as the protocol writes it."""
        return self._send(method, f"/session/{self._session}{path}", body)

    def _send(self, method, path, body):
        self._connection.request(method, path, None if body is None else json.dumps(body),
                                 {"Content-Type": "application/json; charset=utf-8"})
        value = json.loads(self._connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise WebDriverError(f"{value['error']}: {value['message']}")
        return value

    def _begin(self):
        # The sandbox refuses to work for root. Nothing can leave the machine: no name has an address.
        arguments = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                     "--force-device-scale-factor=1", "--force-color-profile=srgb", "--lang=en-US",
                     "--disable-dev-shm-usage", "--disable-background-networking",
                     "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND",
                     f"--user-data-dir={self._folder.name}/profile"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        wanted = {"browserName": "chrome",
                  "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments},
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                  "timeouts": {"script": PATIENCE * 500, "pageLoad": PATIENCE * 500}}
        return self._send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def _environment(self):
        """The same words, day and settings on every machine, and every file in our folder."""
        return {**os.environ, "HOME": self._folder.name, "TMPDIR": self._folder.name,
                "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _port(self):
        """The free port that chromedriver has found, which it tells in its first lines."""
        told, end = "", time.monotonic() + PATIENCE
        while not (found := re.search(r"started successfully on port (\d+)", told)):
            waiting, _, _ = select.select([self._driver.stdout], [], [], end - time.monotonic())
            more = os.read(self._driver.stdout.fileno(), 4096) if waiting else b""
            if not more:
                raise WebDriverError(f"chromedriver does not start: {told}")
            told += more.decode(errors="replace")
        return int(found[1])

    def _element(self, told):
        return Element(self, told[Element.MARK])

    def _act(self, kind, name, actions):
        self.ask("POST", "/actions", {"actions": [{"type": kind, "id": name, "actions": actions}]})

    def _log(self, kind):
        return self.ask("POST", "/se/log", {"type": kind})


def kill_those_of(folder):
    """Ends the processes that a browser left behind: their command or environment names its folder.
    Usually none; a driver that died or hangs ends nothing."""
    mark = os.fsencode(folder)
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "cmdline").read_bytes() or mark in (process / "environ").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            pass  # it has ended meanwhile, or is somebody else's
