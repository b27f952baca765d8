"""From a composed letter to a PDF: layouts, faces, pages, and what is printed from them."""
