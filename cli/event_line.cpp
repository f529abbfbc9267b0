#include "cli/event_line.hpp"

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {

void tell_event(Reply& reply, std::string_view lead, const Told* told, std::size_t indent) {
  if (told == nullptr || told->event.name.empty()) return;
  const auto& announced = told->event.announced;
  const bool apart = announced && announced != told->event.effective;
  reply.line(fmt::format("{}: {}{} {}", lead, shown(told->event.name),
                         apart ? ", announced " + shown(announced->edtf) : "",
                         reply.cite(told->sources())),
             indent);
}

Json json_event(const Told* told) {
  if (told == nullptr) return {};
  const Event& e = told->event;
  return {{"event", e.key},
          {"name", e.name},
          {"announced", e.announced ? json_of(*e.announced) : Json()},
          {"effective", e.effective ? json_of(*e.effective) : Json()}};
}

}  // namespace reorg::cli
