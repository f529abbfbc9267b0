#include "core/format/grammar.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace reorg::format {
namespace {

using T = Takes;
constexpr bool required = true;

constexpr KeyRule found[] = {{"found", T::organization, required},
                             {"in", T::organization},
                             {"from", T::organizations},
                             {"by", T::people},
                             {"as", T::text}};
constexpr KeyRule dissolve[] = {{"dissolve", T::organization, required},
                                {"into", T::organizations}};
constexpr KeyRule rename_[] = {{"rename", T::organization, required},
                               {"to", T::names},
                               {"from", T::names},
                               {"acronym", T::names},
                               {"type", T::renamed_type}};
constexpr KeyRule reclassify[] = {
    {"reclassify", T::organization, required}, {"to", T::text, required}, {"from", T::text}};
constexpr KeyRule upgrade[] = {
    {"upgrade", T::organization, required}, {"to", T::legal_form}, {"as", T::text}};
constexpr KeyRule move_[] = {
    {"move", T::organizations, required, "people move with 'appoint' and 'leaving'"},
    {"to", T::organization},
    {"from", T::organization},
    {"dotted", T::flag}};
constexpr KeyRule merge[] = {{"merge", T::organizations, required},
                             {"into", T::organization, required},
                             {"in", T::organization},
                             {"continuing", T::organizations}};
constexpr KeyRule split[] = {{"split", T::organization, required},
                             {"into", T::organizations, required},
                             {"in", T::organization},
                             {"continuing", T::flag}};
constexpr KeyRule group[] = {{"group", T::organizations, required},
                             {"under", T::organization, required},
                             {"in", T::organization},
                             {"continuing", T::flag}};
constexpr KeyRule spin_off[] = {{"spin_off", T::organization, required},
                                {"from", T::organization, required}};
constexpr KeyRule acquire[] = {{"acquire", T::organization, required},
                               {"by", T::owner, required},
                               {"from", T::owners},
                               {"share", T::share},
                               {"interest", T::interest},
                               {"in", T::organization}};
constexpr KeyRule transfer[] = {
    {"transfer", T::remark, required}, {"from", T::organizations}, {"to", T::organizations}};
constexpr KeyRule list_[] = {
    {"list", T::organization, required}, {"on", T::text, required}, {"symbol", T::text}};
constexpr KeyRule delist[] = {
    {"delist", T::organization, required}, {"on", T::text, required}, {"symbol", T::text}};

constexpr std::string_view no_post = "'found' is for organizations, 'create' for posts";
constexpr std::string_view not_into_post = "write 'over' for who runs it, 'in' for who works there";
constexpr std::string_view not_over = "write 'to' for the post, 'over' for an organization";
constexpr KeyRule create[] = {{"create", T::post, required, no_post},
                              {"in", T::organization},
                              {"over", T::organization},
                              {"capacity", T::capacity}};
constexpr KeyRule abolish[] = {{"abolish", T::post, required, "organizations dissolve"}};
constexpr KeyRule vacate[] = {{"vacate", T::post, required}, {"leaving", T::person}};
constexpr KeyRule appoint[] = {{"appoint", T::person, required},
                               {"to", T::post, false, not_into_post},
                               {"over", T::organization, false, not_over},
                               {"in", T::organization, false, not_over},
                               {"as", T::text},
                               {"capacity", T::capacity},
                               {"acting", T::flag},
                               {"dotted", T::flag},
                               {"replacing", T::people},
                               {"alongside", T::flag},
                               {"leaving", T::places}};
constexpr KeyRule leave[] = {{"leave", T::person, required},
                             {"from", T::places},
                             {"capacity", T::capacity},
                             {"as", T::text},
                             {"everything", T::flag}};
constexpr KeyRule report[] = {{"report", T::job_holders, required},
                              {"to", T::job_holder, required},
                              {"as", T::place},
                              {"dotted", T::flag}};
constexpr KeyRule own[] = {{"own", T::organization, required},
                           {"by", T::owner, required},
                           {"share", T::share},
                           {"interest", T::interest},
                           {"from", T::share},
                           {"held", T::held},
                           {"alongside", T::flag}};
constexpr KeyRule attest[] = {{"attest", T::entity, required},
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
                              {"acronym", T::names}};
constexpr KeyRule note[] = {{"note", T::entities, required}, {"text", T::remark, required}};
constexpr KeyRule plan[] = {
    {"plan", T::remark, required}, {"about", T::entities}, {"do", T::items}};
constexpr KeyRule rumour[] = {
    {"rumour", T::remark, required}, {"about", T::entities}, {"do", T::items}};
constexpr KeyRule withdraw[] = {{"withdraw", T::key, required}};
constexpr KeyRule deny[] = {{"deny", T::key, required}};

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

constexpr KeyRule of_items[] = {{"sources", T::sources}, {"note", T::remark}, {"ref", T::refs}};
constexpr KeyRule of_events[] = {
    {"date", T::date}, {"announced", T::date},  {"known", T::date},  {"event", T::text},
    {"id", T::key},    {"sources", T::sources}, {"note", T::remark}, {"ref", T::refs}};
constexpr KeyRule of_positions[] = {{"rank", T::rank}, {"statements", T::items}};
constexpr KeyRule of_claims[] = {
    {"claims", T::text, required}, {"positions", T::items, required}, {"id", T::key}};

// `from`, `until`, `period` and `seen` are read by hand: a day may also be "unknown".
constexpr KeyRule of_statements[] = {{"subject", T::entity, required},
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
                                     {"period", T::text},
                                     {"seen", T::date},
                                     {"known", T::date},
                                     {"announced", T::date},
                                     {"sources", T::sources},
                                     {"note", T::remark},
                                     {"ref", T::refs}};

constexpr std::string_view of_part[] = {"dotted"};
constexpr std::string_view of_oversight[] = {"as", "capacity", "acting", "dotted", "alongside"};
constexpr std::string_view of_holding[] = {"as", "acting", "dotted", "alongside"};
constexpr std::string_view of_membership[] = {"as", "acting", "dotted", "alongside"};
constexpr std::string_view of_reporting[] = {"as", "dotted"};
constexpr std::string_view of_owning[] = {"share", "interest", "held", "alongside"};
constexpr std::string_view of_name[] = {"language", "type"};
constexpr std::string_view of_identifier[] = {"scheme"};

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

constexpr KeyRule of_entities[] = {{"kind", T::kind, required},
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
                                   {"ref", T::refs}};
constexpr KeyRule of_sources[] = {{"title", T::text},     {"publisher", T::text},
                                  {"published", T::date}, {"address", T::text},
                                  {"type", T::kind},      {"note", T::remark}};
constexpr KeyRule of_top[] = {{"reorg", T::number, required}, {"file", T::text},
                              {"sources", T::sources},        {"entities", T::entities},
                              {"changes", T::items},          {"statements", T::items}};

constexpr std::string_view capacities[] = {"head", "chair", "above", "deputy"};
constexpr std::string_view interests[] = {"shares", "votes", "control"};
constexpr std::string_view holdings[] = {"direct", "indirect"};
constexpr std::string_view name_types[] = {"preferred", "legal", "alias", "acronym", "nickname"};
constexpr std::string_view renamed_types[] = {"preferred", "legal"};
constexpr std::string_view legal_forms[] = {"company", "unit"};
constexpr std::string_view ranks[] = {"preferred", "normal", "deprecated"};
constexpr std::string_view flags[] = {"true", "false"};

}  // namespace

std::span<const VerbRule> verb_rules() { return verbs; }

const VerbRule* find_verb(std::string_view text) {
  const auto found_rule = std::find_if(verbs.begin(), verbs.end(), [&](const VerbRule& rule) {
    return rule.keys.front().key == text;
  });
  return found_rule == verbs.end() ? nullptr : &*found_rule;
}

std::span<const std::string_view> verb_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> all;
    for (const VerbRule& rule : verbs) all.push_back(rule.keys.front().key);
    return all;
  }();
  return words;
}

std::span<const KeyRule> item_keys() { return of_items; }
std::span<const KeyRule> event_keys() { return of_events; }
std::span<const KeyRule> position_keys() { return of_positions; }
std::span<const KeyRule> claim_keys() { return of_claims; }
std::span<const KeyRule> statement_keys() { return of_statements; }
std::span<const StatementRule> statement_rules() { return statements; }
std::span<const KeyRule> entity_keys() { return of_entities; }
std::span<const KeyRule> source_keys() { return of_sources; }
std::span<const KeyRule> top_keys() { return of_top; }

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
