"""The browser is asked for by ``make browser-test``, which brings what it needs."""

import os

collect_ignore = [] if os.environ.get("MINGZHANG_BROWSER") else ["test_browser.py", "test_desk.py"]
