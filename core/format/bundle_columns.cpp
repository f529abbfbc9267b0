#include "core/format/bundle_columns.hpp"

namespace reorg::format {
namespace {

using C = Column;

constexpr std::array<std::string_view, column_count> words{
    "key",         "kind",     "entity",      "subject",   "object",       "name",
    "type",        "language", "scheme",      "value",     "organization", "seats",
    "description", "title",    "publisher",   "published", "address",      "announced",
    "effective",   "target",   "from",        "until",     "last",         "capacity",
    "role",        "acting",   "dotted",      "alongside", "capacity_of",  "effect",
    "mode",        "known",    "known_until", "rank",      "claim",        "position",
    "event",       "part",     "verb",        "originals", "results",      "others",
    "text",        "sources",  "note",        "refs"};

constexpr std::array<std::string_view, sheet_count> files{
    "entities.csv", "names.csv",       "identifiers.csv", "relations.csv",
    "events.csv",   "event_parts.csv", "sources.csv"};

constexpr bool required = true;

constexpr auto entities = std::to_array<ColumnRule>({{C::key, required},
                                                     {C::kind, required},
                                                     {C::name},
                                                     {C::language},
                                                     {C::organization},
                                                     {C::seats},
                                                     {C::description},
                                                     {C::from},
                                                     {C::until},
                                                     {C::last},
                                                     {C::sources}});
constexpr auto names = std::to_array<ColumnRule>({{C::entity, required},
                                                  {C::name, required},
                                                  {C::type},
                                                  {C::language},
                                                  {C::from},
                                                  {C::until},
                                                  {C::last},
                                                  {C::effect},
                                                  {C::mode},
                                                  {C::known},
                                                  {C::known_until},
                                                  {C::rank},
                                                  {C::claim},
                                                  {C::position},
                                                  {C::event},
                                                  {C::part},
                                                  {C::sources},
                                                  {C::note},
                                                  {C::refs}});
constexpr auto identifiers = std::to_array<ColumnRule>({{C::entity, required},
                                                        {C::scheme, required},
                                                        {C::value, required},
                                                        {C::from},
                                                        {C::until},
                                                        {C::last},
                                                        {C::effect},
                                                        {C::mode},
                                                        {C::known},
                                                        {C::known_until},
                                                        {C::rank},
                                                        {C::claim},
                                                        {C::position},
                                                        {C::event},
                                                        {C::part},
                                                        {C::sources},
                                                        {C::note},
                                                        {C::refs}});
constexpr auto relations = std::to_array<ColumnRule>({{C::kind, required},
                                                      {C::subject, required},
                                                      {C::object},
                                                      {C::value},
                                                      {C::from},
                                                      {C::until},
                                                      {C::last},
                                                      {C::capacity},
                                                      {C::role},
                                                      {C::acting},
                                                      {C::dotted},
                                                      {C::alongside},
                                                      {C::capacity_of},
                                                      {C::effect},
                                                      {C::mode},
                                                      {C::known},
                                                      {C::known_until},
                                                      {C::rank},
                                                      {C::claim},
                                                      {C::position},
                                                      {C::event},
                                                      {C::part},
                                                      {C::sources},
                                                      {C::note},
                                                      {C::refs}});
constexpr auto events = std::to_array<ColumnRule>({{C::key, required},
                                                   {C::name},
                                                   {C::type},
                                                   {C::announced},
                                                   {C::effective},
                                                   {C::target},
                                                   {C::claim},
                                                   {C::rank},
                                                   {C::known},
                                                   {C::known_until},
                                                   {C::note},
                                                   {C::sources},
                                                   {C::refs}});
constexpr auto event_parts = std::to_array<ColumnRule>({{C::event, required},
                                                        {C::part, required},
                                                        {C::verb, required},
                                                        {C::originals},
                                                        {C::results},
                                                        {C::others},
                                                        {C::text},
                                                        {C::sources},
                                                        {C::refs}});
constexpr auto sources = std::to_array<ColumnRule>({{C::key, required},
                                                    {C::title},
                                                    {C::publisher},
                                                    {C::published},
                                                    {C::address},
                                                    {C::type},
                                                    {C::note}});

}  // namespace

std::string_view word(Column column) { return words.at(static_cast<std::size_t>(column)); }

std::string_view file_of(Sheet sheet) { return files.at(static_cast<std::size_t>(sheet)); }

bool is_required(Sheet sheet) { return sheet == Sheet::entities || sheet == Sheet::relations; }

std::span<const ColumnRule> columns_of(Sheet sheet) {
  switch (sheet) {
    case Sheet::entities:
      return entities;
    case Sheet::names:
      return names;
    case Sheet::identifiers:
      return identifiers;
    case Sheet::relations:
      return relations;
    case Sheet::events:
      return events;
    case Sheet::event_parts:
      return event_parts;
    case Sheet::sources:
      break;
  }
  return sources;
}

}  // namespace reorg::format
