"""What one would write without this project: WeasyPrint, one letter after the other.

Usage: plain_loop.py FOLDER. Each FOLDER/*.html becomes a PDF beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML

for page in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(filename=page).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
