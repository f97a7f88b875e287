"""The window: Qt widgets that show the state and ask for changes to it."""

import os

# Each filling that is not opaque, of which a body has hundreds, is else shared out to threads: to hand it over and to
# wait takes many times as long as to do it (ADR 98).
os.environ["QT_NO_GUI_THREADPOOL"] = "1"
