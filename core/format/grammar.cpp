#include "core/format/grammar.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace reorg::format {
namespace {

using T = Takes;
constexpr bool required = true;

constexpr auto found = std::to_array<KeyRule>({{"found", T::organization, required},
                                               {"in", T::organization},
                                               {"from", T::organizations},
                                               {"by", T::people},
                                               {"as", T::text}});
constexpr auto dissolve =
    std::to_array<KeyRule>({{"dissolve", T::organization, required}, {"into", T::organizations}});
constexpr auto rename_ = std::to_array<KeyRule>({{"rename", T::organization, required},
                                                 {"to", T::names},
                                                 {"from", T::names},
                                                 {"acronym", T::names},
                                                 {"type", T::renamed_type}});
constexpr auto reclassify = std::to_array<KeyRule>(
    {{"reclassify", T::organization, required}, {"to", T::text, required}, {"from", T::text}});
constexpr auto upgrade = std::to_array<KeyRule>(
    {{"upgrade", T::organization, required}, {"to", T::legal_form}, {"as", T::text}});
constexpr auto move_ = std::to_array<KeyRule>(
    {{"move", T::organizations, required, "people move with 'appoint' and 'leaving'"},
     {"to", T::organization},
     {"from", T::organization},
     {"dotted", T::flag}});
constexpr auto merge = std::to_array<KeyRule>({{"merge", T::organizations, required},
                                               {"into", T::organization, required},
                                               {"in", T::organization},
                                               {"continuing", T::organizations}});
constexpr auto split = std::to_array<KeyRule>({{"split", T::organization, required},
                                               {"into", T::organizations, required},
                                               {"in", T::organization},
                                               {"continuing", T::flag}});
constexpr auto group = std::to_array<KeyRule>({{"group", T::organizations, required},
                                               {"under", T::organization, required},
                                               {"in", T::organization},
                                               {"continuing", T::flag}});
constexpr auto spin_off = std::to_array<KeyRule>(
    {{"spin_off", T::organization, required}, {"from", T::organization, required}});
constexpr auto acquire = std::to_array<KeyRule>({{"acquire", T::organization, required},
                                                 {"by", T::owner, required},
                                                 {"from", T::owners},
                                                 {"share", T::share},
                                                 {"interest", T::interest},
                                                 {"in", T::organization}});
constexpr auto transfer = std::to_array<KeyRule>(
    {{"transfer", T::remark, required}, {"from", T::organizations}, {"to", T::organizations}});
constexpr auto list_ = std::to_array<KeyRule>(
    {{"list", T::organization, required}, {"on", T::text, required}, {"symbol", T::text}});
constexpr auto delist = std::to_array<KeyRule>(
    {{"delist", T::organization, required}, {"on", T::text, required}, {"symbol", T::text}});

constexpr std::string_view no_post = "'found' is for organizations, 'create' for posts";
constexpr std::string_view not_into_post = "write 'over' for who runs it, 'in' for who works there";
constexpr std::string_view not_over = "write 'to' for the post, 'over' for an organization";
constexpr auto create = std::to_array<KeyRule>({{"create", T::post, required, no_post},
                                                {"in", T::organization},
                                                {"over", T::organization},
                                                {"capacity", T::capacity}});
constexpr auto abolish =
    std::to_array<KeyRule>({{"abolish", T::post, required, "organizations dissolve"}});
constexpr auto vacate =
    std::to_array<KeyRule>({{"vacate", T::post, required}, {"leaving", T::person}});
constexpr auto appoint = std::to_array<KeyRule>({{"appoint", T::person, required},
                                                 {"to", T::post, false, not_into_post},
                                                 {"over", T::organization, false, not_over},
                                                 {"in", T::organization, false, not_over},
                                                 {"as", T::text},
                                                 {"capacity", T::capacity},
                                                 {"acting", T::flag},
                                                 {"dotted", T::flag},
                                                 {"replacing", T::people},
                                                 {"alongside", T::flag},
                                                 {"leaving", T::places}});
constexpr auto leave = std::to_array<KeyRule>({{"leave", T::person, required},
                                               {"from", T::places},
                                               {"capacity", T::capacity},
                                               {"as", T::text},
                                               {"everything", T::flag}});
constexpr auto report = std::to_array<KeyRule>({{"report", T::job_holders, required},
                                                {"to", T::job_holder, required},
                                                {"as", T::place},
                                                {"dotted", T::flag}});
constexpr auto own = std::to_array<KeyRule>({{"own", T::organization, required},
                                             {"by", T::owner, required},
                                             {"share", T::share},
                                             {"interest", T::interest},
                                             {"from", T::share},
                                             {"held", T::held},
                                             {"alongside", T::flag}});
constexpr auto attest = std::to_array<KeyRule>({{"attest", T::entity, required},
                                                {"in", T::organization},
                                                {"to", T::post, false, not_into_post},
                                                {"over", T::organization},
                                                {"capacity", T::capacity},
                                                {"as", T::text},
                                                {"acting", T::flag},
                                                {"dotted", T::flag},
                                                {"reports_to", T::job_holder},
                                                {"owns", T::organization},
                                                {"share", T::share},
                                                {"interest", T::interest},
                                                {"held", T::held},
                                                {"name", T::names},
                                                {"classification", T::text},
                                                {"acronym", T::names}});
constexpr auto note =
    std::to_array<KeyRule>({{"note", T::entities, required}, {"text", T::remark, required}});
constexpr auto plan = std::to_array<KeyRule>(
    {{"plan", T::remark, required}, {"about", T::entities}, {"do", T::items}});
constexpr auto rumour = std::to_array<KeyRule>(
    {{"rumour", T::remark, required}, {"about", T::entities}, {"do", T::items}});
constexpr auto withdraw = std::to_array<KeyRule>({{"withdraw", T::key, required}});
constexpr auto deny = std::to_array<KeyRule>({{"deny", T::key, required}});

constexpr bool undated = false;
constexpr std::array verbs{VerbRule{Verb::found, found},
                           VerbRule{Verb::dissolve, dissolve},
                           VerbRule{Verb::rename, rename_},
                           VerbRule{Verb::reclassify, reclassify},
                           VerbRule{Verb::upgrade, upgrade},
                           VerbRule{Verb::move, move_},
                           VerbRule{Verb::merge, merge},
                           VerbRule{Verb::split, split},
                           VerbRule{Verb::group, group},
                           VerbRule{Verb::spin_off, spin_off},
                           VerbRule{Verb::acquire, acquire},
                           VerbRule{Verb::transfer, transfer},
                           VerbRule{Verb::create, create},
                           VerbRule{Verb::abolish, abolish},
                           VerbRule{Verb::vacate, vacate},
                           VerbRule{Verb::appoint, appoint},
                           VerbRule{Verb::leave, leave},
                           VerbRule{Verb::report, report},
                           VerbRule{Verb::own, own},
                           VerbRule{Verb::list, list_},
                           VerbRule{Verb::delist, delist},
                           VerbRule{Verb::attest, attest},
                           VerbRule{Verb::note, note, undated},
                           VerbRule{Verb::plan, plan, undated},
                           VerbRule{Verb::rumour, rumour, undated},
                           VerbRule{Verb::withdraw, withdraw, undated},
                           VerbRule{Verb::deny, deny, undated}};

constexpr auto of_items =
    std::to_array<KeyRule>({{"sources", T::sources}, {"note", T::remark}, {"ref", T::refs}});
constexpr auto of_events = std::to_array<KeyRule>({{"date", T::date},
                                                   {"announced", T::date},
                                                   {"known", T::date},
                                                   {"event", T::text},
                                                   {"id", T::key},
                                                   {"sources", T::sources},
                                                   {"note", T::remark},
                                                   {"ref", T::refs}});
constexpr auto of_own_events = std::to_array<KeyRule>({{"id", T::key}});
constexpr auto of_positions = std::to_array<KeyRule>({{"rank", T::rank}, {"statements", T::items}});
constexpr auto of_claims = std::to_array<KeyRule>(
    {{"claims", T::text, required}, {"positions", T::items, required}, {"id", T::key}});

// `until` and `period` are read by hand: a day may also be "unknown".
constexpr auto of_statements = std::to_array<KeyRule>({{"subject", T::entity, required},
                                                       {"as", T::text},
                                                       {"capacity", T::capacity},
                                                       {"acting", T::flag},
                                                       {"dotted", T::flag},
                                                       {"alongside", T::flag},
                                                       {"share", T::share},
                                                       {"interest", T::interest},
                                                       {"held", T::held},
                                                       {"language", T::text},
                                                       {"type", T::name_type},
                                                       {"scheme", T::text},
                                                       {"from", T::date},
                                                       {"until", T::text},
                                                       {"last", T::date},
                                                       {"period", T::text},
                                                       {"seen", T::date},
                                                       {"known", T::date},
                                                       {"announced", T::date},
                                                       {"sources", T::sources},
                                                       {"note", T::remark},
                                                       {"ref", T::refs}});

constexpr auto of_part = std::to_array<std::string_view>({"dotted"});
constexpr auto of_oversight =
    std::to_array<std::string_view>({"as", "capacity", "acting", "dotted", "alongside"});
constexpr auto of_holding =
    std::to_array<std::string_view>({"as", "acting", "dotted", "alongside"});
constexpr auto of_membership =
    std::to_array<std::string_view>({"as", "acting", "dotted", "alongside"});
constexpr auto of_reporting = std::to_array<std::string_view>({"as", "dotted"});
constexpr auto of_owning =
    std::to_array<std::string_view>({"share", "interest", "held", "alongside"});
constexpr auto of_name = std::to_array<std::string_view>({"language", "type"});
constexpr auto of_identifier = std::to_array<std::string_view>({"scheme"});

constexpr std::array statements{
    StatementRule{StatementKind::part_of, {"part_of", T::organization}, T::organization, of_part},
    StatementRule{
        StatementKind::oversees, {"oversees", T::organization}, T::job_holder, of_oversight},
    StatementRule{StatementKind::holds, {"holds", T::post}, T::person, of_holding},
    StatementRule{StatementKind::post_in, {"post_in", T::organization}, T::post, {}},
    StatementRule{
        StatementKind::reports_to, {"reports_to", T::job_holder}, T::job_holder, of_reporting},
    StatementRule{
        StatementKind::member_of, {"member_of", T::organization}, T::person, of_membership},
    StatementRule{StatementKind::owns, {"owns", T::organization}, T::owner, of_owning},
    StatementRule{StatementKind::name, {"name", T::names}, T::entity, of_name},
    StatementRule{StatementKind::identifier, {"identifier", T::text}, T::entity, of_identifier},
    StatementRule{StatementKind::classification, {"classification", T::text}, T::organization, {}},
    StatementRule{StatementKind::existence, {"exists", T::flag}, T::entity, {}},
    StatementRule{StatementKind::legal_form, {"legal_form", T::legal_form}, T::organization, {}},
    StatementRule{StatementKind::purpose, {"purpose", T::text}, T::entity, {}}};

constexpr auto of_entities = std::to_array<KeyRule>({{"kind", T::kind, required},
                                                     {"name", T::names},
                                                     {"legal_name", T::names},
                                                     {"acronym", T::names},
                                                     {"aliases", T::names},
                                                     {"nicknames", T::names},
                                                     {"identifiers", T::texts},
                                                     {"classification", T::text},
                                                     {"purpose", T::remark},
                                                     {"note", T::remark},
                                                     {"description", T::text},
                                                     {"in", T::organization},
                                                     {"over", T::organization},
                                                     {"capacity", T::capacity},
                                                     {"seats", T::number},
                                                     {"sources", T::sources},
                                                     {"ref", T::refs}});
constexpr auto of_sources = std::to_array<KeyRule>({{"title", T::text},
                                                    {"publisher", T::text},
                                                    {"published", T::date},
                                                    {"address", T::text},
                                                    {"type", T::kind},
                                                    {"note", T::remark}});
constexpr auto of_top = std::to_array<KeyRule>({{"reorg", T::number, required},
                                                {"file", T::text},
                                                {"sources", T::sources},
                                                {"entities", T::entities},
                                                {"changes", T::items},
                                                {"statements", T::items},
                                                {"files", T::items},
                                                {"judgements", T::items}});
constexpr auto of_judgements = std::to_array<KeyRule>(
    {{"same", T::refs}, {"different", T::refs}, {"source", T::items}, {"note", T::remark}});

constexpr auto capacities = std::to_array<std::string_view>({"head", "chair", "above", "deputy"});
constexpr auto interests = std::to_array<std::string_view>({"shares", "votes", "control"});
constexpr auto holdings = std::to_array<std::string_view>({"direct", "indirect"});
constexpr auto name_types =
    std::to_array<std::string_view>({"preferred", "legal", "alias", "acronym", "nickname"});
constexpr auto renamed_types = std::to_array<std::string_view>({"preferred", "legal"});
constexpr auto legal_forms = std::to_array<std::string_view>({"company", "unit"});
constexpr auto ranks = std::to_array<std::string_view>({"preferred", "normal", "deprecated"});
constexpr auto flags = std::to_array<std::string_view>({"true", "false"});

}  // namespace

std::span<const VerbRule> verb_rules() { return verbs; }

const VerbRule* find_verb(std::string_view word) {
  const auto found_rule = std::find_if(verbs.begin(), verbs.end(), [&](const VerbRule& rule) {
    return rule.keys.front().key == word;
  });
  return found_rule == verbs.end() ? nullptr : &*found_rule;
}

std::span<const std::string_view> verb_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> all;
    all.reserve(verbs.size());
    for (const VerbRule& rule : verbs) all.push_back(rule.keys.front().key);
    return all;
  }();
  return words;
}

std::span<const KeyRule> item_keys() { return of_items; }
std::span<const KeyRule> event_keys() { return of_events; }
std::span<const KeyRule> own_event_keys() { return of_own_events; }
std::span<const KeyRule> position_keys() { return of_positions; }
std::span<const KeyRule> claim_keys() { return of_claims; }
std::span<const KeyRule> statement_keys() { return of_statements; }
std::span<const StatementRule> statement_rules() { return statements; }
std::span<const KeyRule> entity_keys() { return of_entities; }
std::span<const KeyRule> source_keys() { return of_sources; }
std::span<const KeyRule> top_keys() { return of_top; }
std::span<const KeyRule> judgement_keys() { return of_judgements; }

std::span<const std::string_view> words_of(Takes takes) {
  switch (takes) {
    case T::capacity:
      return capacities;
    case T::interest:
      return interests;
    case T::held:
      return holdings;
    case T::name_type:
      return name_types;
    case T::renamed_type:
      return renamed_types;
    case T::legal_form:
      return legal_forms;
    case T::rank:
      return ranks;
    case T::flag:
      return flags;
    default:
      return {};
  }
}

}  // namespace reorg::format
