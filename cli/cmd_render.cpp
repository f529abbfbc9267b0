// reorg render [NAME]: a chart of the structure on a day, or of what differs between two.
#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/day_chart.hpp"
#include "cli/errors.hpp"
#include "cli/ownership_day_chart.hpp"
#include "cli/page.hpp"
#include "cli/render_asked.hpp"
#include "cli/reply.hpp"
#include "cli/reporting_day_chart.hpp"
#include "cli/text.hpp"
#include "cli/two_days_chart.hpp"
#include "cli/whole_file.hpp"
#include "graphviz/graphviz.hpp"
#include "graphviz/lettering.hpp"
#include "graphviz/write_dot.hpp"

namespace reorg::cli {
namespace {

charts::Chart chart_of(Session& session, RenderAsked& asked) {
  if (asked.of_two_days())
    return chart_of_two_days(session, asked.about, *asked.from, *asked.to, asked.shown);
  if (asked.kind == ChartKind::ownership) return ownership_chart_of_day(session, asked);
  if (asked.kind == ChartKind::reporting) return reporting_chart_of_day(session, asked);
  return chart_of_day(session, asked);
}

charts::Picture picture(PictureFormat format) {
  if (format == PictureFormat::png) return charts::Picture::png;
  return format == PictureFormat::pdf ? charts::Picture::pdf : charts::Picture::svg;
}

void warn(Session& session, const std::string& text) {
  session.world().err << fmt::format("reorg: {}\n", text);
}

// What a picture of this DOT text would lack on this machine.
void warn_of_fonts(Session& session, const std::string& dot, const std::string& path) {
  if (!charts::has_chinese(dot) || charts::can_write("zh", path)) return;
  warn(session,
       "no font here has Chinese letters, so they will be boxes; install one, as in: apt install "
       "fonts-noto-cjk");
}

std::string drawn(Session& session, const RenderAsked& asked, const std::string& dot) {
  if (asked.file.format == PictureFormat::dot) return dot;
  const std::string path = session.world().environment("PATH").value_or("");
  warn_of_fonts(session, dot, path);
  const charts::Graphviz graphviz(path);
  std::string content = graphviz.draw(dot, picture(asked.file.format));
  for (const std::string& warning : graphviz.warnings()) warn(session, shown(warning));
  return content;
}

// What was drawn, before it goes wherever it goes.
struct Drawing {
  std::string title, subtitle, content;
  std::size_t cards = 0;
  bool empty = false;  // nothing but the root is there: what --exit-code asks
};

bool is_empty(const charts::Chart& chart) {
  return chart.ended.empty() && std::ranges::none_of(chart.cards, [](const charts::Branch& b) {
           return b.depth > 0 || !b.card.hidden.empty();
         });
}

Drawing drawing_of(Session& session, RenderAsked& asked) {
  if (asked.is_page()) {
    Page page = page_of(session, asked);
    return {page.title, {}, std::move(page.content), page.cards, page.cards < 2};
  }
  const charts::Chart chart = chart_of(session, asked);
  return {chart.title, chart.subtitle, drawn(session, asked, charts::write_dot(chart, asked.look)),
          chart.cards.size() + chart.ended.size(), is_empty(chart)};
}

void tell_as_json(Session& session, const RenderAsked& asked, const Drawing& drawing) {
  const Json document = {{"schema", 1},
                         {"title", drawing.title},
                         {"subtitle", drawing.subtitle},
                         {"format", word(asked.file.format)},
                         {"output", asked.file.path.empty() ? Json() : Json(asked.file.path)},
                         {"cards", drawing.cards},
                         {"bytes", drawing.content.size()}};
  session.world().out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

int run_render(Session& session) {
  RenderAsked asked = render_asked(session);
  if (session.style().json && asked.file.path.empty())
    throw UsageError("--json tells of a picture in a file; name the file with -o");
  if (asked.file.format == PictureFormat::png) asked.look.dots_per_inch = 144;
  const Drawing drawing = drawing_of(session, asked);
  for (const std::string& remark : session.remarks()) warn(session, remark);
  const int code = drawing.empty && session.has("exit-code") ? differs : ok;
  if (asked.file.path.empty()) {
    session.world().out << drawing.content;
    return code;
  }
  write_whole(asked.file.path, drawing.content);
  if (session.style().json)
    tell_as_json(session, asked, drawing);
  else
    session.world().err << fmt::format("{}: {}\n", shown(asked.file.path), shown(drawing.title));
  return code;
}

}  // namespace reorg::cli
