// The `changes:` section: events, changes that stand alone, plans, rumours and rival claims.
#include <algorithm>
#include <array>
#include <map>

#include "core/format/content.hpp"
#include "core/format/event.hpp"
#include "core/format/plain_statement.hpp"
#include "core/format/sections.hpp"

namespace reorg::format {
namespace {

class ChangeReader {
 public:
  explicit ChangeReader(const Report& report) : report_(report), reading_(report.reading) {}

  void read(const Node& node, const Rival& rival = {}) {
    if (!node.is_map()) {
      return report_(node,
                     "an item of 'changes' is written with keys, such as { date: 2018-09-30,"
                     " found: csig, in: tencent }");
    }
    const bool is_rival = !rival.claim.empty();
    if (node.has("claims") && !is_rival) return read_claims(node);
    const bool holds_others = node.has("do") || (is_rival && node.has("statements"));
    if (holds_others && !has_verb(node)) return read_event(node, rival);
    read_single(node, rival);
  }

 private:
  // ---- Items ----

  void read_single(const Node& node, const Rival& rival) {
    const VerbRule* const rule = verb_of(node, report_);
    if (!rule) return;
    const auto position =
        rival.claim.empty() ? std::span<const KeyRule>{} : position_keys().first(1);
    const Rules rules = joined_rules({rule->keys, event_keys(), position});
    auto item = read_item(node, rules, named(*rule), report_);
    if (!item) return;
    const Item header = *item;
    std::vector<Parsed> parsed;
    parsed.push_back({rule, std::move(*item)});
    make_events(header, std::move(parsed), rival, {});
  }

  void read_event(const Node& node, const Rival& rival) {
    constexpr auto of_do = std::to_array<KeyRule>({{"do", Takes::items}});
    const auto position = rival.claim.empty() ? std::span<const KeyRule>{} : position_keys();
    const auto header =
        read_item(node, joined_rules({event_keys(), of_do, position}), "an event", report_);
    std::vector<Parsed> parsed;
    if (const Node* const items = node.find("do")) parsed = read_items(*items);
    const Node* const statements = rival.claim.empty() ? nullptr : node.find("statements");
    if (header) make_events(*header, std::move(parsed), rival, statements);
  }

  std::vector<Parsed> read_items(const Node& list) {
    std::vector<Parsed> parsed;
    if (!list.is_list() || list.items.empty()) {
      report_(list, "'do' holds a list of changes: begin each with '- '");
      return parsed;
    }
    for (const Node& node : list.items) {
      if (auto one = read_inner(node)) parsed.push_back(std::move(*one));
    }
    return parsed;
  }

  // An item under `do:`.
  std::optional<Parsed> read_inner(const Node& node) {
    if (!node.is_map()) {
      report_(node, "an item of 'do' is written with keys, such as { found: csig, in: tencent }");
      return std::nullopt;
    }
    if (!belongs_inside(node)) return std::nullopt;
    const VerbRule* const rule = verb_of(node, report_);
    if (!rule) return std::nullopt;
    const auto own = is_own_event(*rule) ? own_event_keys() : std::span<const KeyRule>{};
    auto item =
        read_item(node, joined_rules({rule->keys, item_keys(), own}), named(*rule), report_);
    if (!item) return std::nullopt;
    return Parsed{rule, std::move(*item)};
  }

  // A plan, rumour, withdrawal or denial is an event of its own wherever it stands.
  static bool is_own_event(const VerbRule& rule) {
    return event_type(rule.verb) != EventType::change;
  }

  static bool has_own_event(const Node& node) {
    return std::ranges::any_of(verb_rules(), [&](const VerbRule& rule) {
      return is_own_event(rule) && node.has(rule.keys.front().key);
    });
  }

  bool belongs_inside(const Node& node) const {
    constexpr std::array<std::string_view, 5> of_event{"date", "announced", "known", "event", "id"};
    for (std::size_t i = 0; i < node.entries(); ++i) {
      const std::string& key = node.key(i).text;
      if (key == "do") {
        report_(node.key(i), "'do' inside 'do'; make it an event of its own in 'changes'");
        return false;
      }
      if (std::find(of_event.begin(), of_event.end(), key) == of_event.end()) continue;
      if (key == "id" && has_own_event(node)) continue;
      report_(node.key(i), quoted(key) +
                               " belongs to the event, for all of its changes happen at"
                               " once; make this an item of its own in 'changes'");
      return false;
    }
    return true;
  }

  // ---- Events ----

  // One event for the changes proper, one for each plan, rumour, withdrawal and denial among them.
  void make_events(const Item& header, std::vector<Parsed> parsed, const Rival& rival,
                   const Node* statements) {
    const auto own = std::stable_partition(parsed.begin(), parsed.end(),
                                           [](const Parsed& p) { return !is_own_event(*p.rule); });
    bool id_given = false;
    if (own != parsed.begin() || statements != nullptr) {
      const std::span<const Parsed> proper(parsed.data(),
                                           static_cast<std::size_t>(own - parsed.begin()));
      const Told told = open_event(header, EventType::change, proper, rival, id_given, report_);
      for (const Parsed& p : proper) read_change(p, told, "");
      if (statements) read_position(*statements, told);
    }
    for (auto p = own; p != parsed.end(); ++p) {
      const Told told =
          open_event(header, event_type(p->rule->verb), {&*p, 1}, rival, id_given, report_);
      read_apart(*p, told);
    }
    if (header.has("id") && !id_given && !parsed.empty()) {
      report_(header.at_node("id"),
              "every event of this item has an 'id' of its own under 'do'; leave this one out");
    }
  }

  void read_change(const Parsed& p, const Told& told, const std::string& within) {
    if (p.rule->dated && !told.date && told.mode == Mode::fact) {
      report_(p.item.at_node(p.rule->keys.front().key),
              named(*p.rule) +
                  " needs a 'date'; add it, as exactly as it is known (2018, \"[..2018-12-06]\")");
      return;
    }
    if (!first_time(p, told, within)) return;
    tell(*p.rule, p.item, told, report_);
  }

  // A plan, a rumour, or what ends one.
  void read_apart(const Parsed& p, const Told& told) {
    if (!first_time(p, told, "")) return;
    tell(*p.rule, p.item, told, report_);
    Event& event = reading_.batch.events[number(told.event) - 1];
    if (event.type == EventType::withdrawal || event.type == EventType::denial) {
      const std::string_view verb = p.rule->keys.front().key;
      event.target = p.item.text(verb);
      reading_.withdrawals.push_back({told.event, report_.file.in_message(p.item.at_node(verb))});
      if (event.known == before_all)
        report_(*p.item.node, named(*p.rule) + " needs a 'date'; add it");
      return;
    }
    if (!p.item.has("do")) return;
    const std::string within = content(*p.item.node, p.rule->keys);
    for (const Parsed& inner : read_items(p.item.at_node("do"))) {
      if (event_type(inner.rule->verb) == EventType::change) {
        read_change(inner, told, within);
      } else {
        report_(*inner.item.node, named(*inner.rule) + " inside " + named(*p.rule) +
                                      "; make it an item of its own in 'changes'");
      }
    }
  }

  void read_position(const Node& list, const Told& told) {
    if (!list.is_list() || list.items.empty()) {
      return report_(list, "'statements' holds a list: begin each statement with '- '");
    }
    for (const Node& node : list.items) read_plain_statement(node, told, report_);
  }

  // Whether the file says this for the first time; the second time is an error with both places.
  bool first_time(const Parsed& p, const Told& told, const std::string& within) {
    const Node& node = *p.item.node;
    const std::string text = (told.date ? told.date->edtf : "") + '\n' + told.rival.claim + '\n' +
                             within + '\n' + content(node, p.rule->keys);
    const auto [first, is_new] = told_.emplace(text, report_.file.in_message(node));
    if (is_new) return true;
    report_(node, "the same change stands at " + shown(first->second) +
                      "; keep one, with the sources of both");
    return false;
  }

  // ---- Rival claims ----

  void read_claims(const Node& node) {
    const auto item = read_item(node, claim_keys(), "a group of rival claims", report_);
    if (!item) return;
    const Node& positions = item->at_node("positions");
    if (!positions.is_list() || positions.items.size() < 2) {
      return report_(positions, "'positions' holds a list of two or more rival versions");
    }
    Rival rival;
    rival.name = item->text("claims");
    rival.claim = claim_key(*item);
    for (const Node& position : positions.items) {
      ++rival.position;
      rival.rank = Rank::normal;
      if (const Node* const rank = position.find("rank")) {
        const auto text = read_word(*rank, words_of(Takes::rank), report_);
        if (!text) continue;
        rival.rank = from_word<Rank>(*text);
      }
      read(position, rival);
    }
  }

  std::string claim_key(const Item& item) {
    const std::string made = "c-" + stable_hash(report_.file.name + '\n' + item.text("claims"));
    std::string key = item.has("id") ? item.text("id") : unused(reading_.claims, made);
    const auto [before, is_new] = reading_.claims.emplace(key, report_.file.in_message(*item.node));
    if (!is_new && !report_.file.section) {
      report_(item.at_node("id"), "another group of claims has the id " + quoted(key) + " (" +
                                      shown(before->second) + "); give one of the two another");
    }
    return key;
  }

  const Report& report_;
  Reading& reading_;
  std::map<std::string, Place> told_;
};

}  // namespace

void read_changes(const Report& report) {
  const Node* const section = report.file.root.find("changes");
  if (!section || section->is_nothing()) return;
  if (!section->is_list())
    return report(*section, "'changes' holds a list: begin each item with '- '");
  ChangeReader reader(report);
  for (const Node& node : section->items) reader.read(node);
}

}  // namespace reorg::format
