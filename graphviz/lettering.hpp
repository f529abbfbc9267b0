// Text in pictures: the font of each script, how wide it will be, where a line may break, and how
// it stays text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg::charts {

// A piece of text in one script, with the fonts to draw it in: a list of families as CSS and
// fontconfig take it, the wanted one first, then what else machines have. Fontconfig alone may give
// Chinese text Japanese shapes.
struct Run {
  std::string text;
  std::string_view fonts;
};
std::vector<Run> runs(std::string_view text);
std::string_view latin_fonts();

// Control characters, what reorders the text around it, what cannot be seen and broken UTF-8 as
// escapes ("\n"), so that they are seen and do no harm.
std::string printable(std::string_view text);

// About how wide it is drawn, in points; on the safe side. Size: of the font, in points.
double width(std::string_view text, double size, bool bold = false);

// Lines of at most `room` points: broken at blanks, between Chinese characters, and within a word
// that is too long for a line. What is beyond `most` lines is cut, with "…".
std::vector<std::string> lines(std::string_view text, double size, bool bold, double room,
                               std::size_t most);

// For the text of an HTML-like label (of which card_table's lettered() makes a label, for dot reads
// "\N" even there), for a whole attribute, and for one within an HTML-like label: "…" with its
// quotes.
std::string escaped(std::string_view text);
std::string quoted(std::string_view text);
std::string quoted_within(std::string_view text);

bool has_chinese(std::string_view text);

}  // namespace reorg::charts
