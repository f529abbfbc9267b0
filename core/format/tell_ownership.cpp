// own, acquire, list, delist.
#include "core/format/telling.hpp"

namespace reorg::format {
namespace {

using Kind = StatementKind;

std::string interest_of(const Item& item) {
  return item.has("interest") ? item.text("interest") : "shares";
}

void qualify(Statement& s, const Item& item) {
  s.aspect = interest_of(item);
  s.role = item.text("held");
  s.alongside = item.flag("alongside");
}

// A company may own shares of its own: they are called treasury shares.
void own(Telling& t) {
  const EntityId owner = t.item.entity("by"), owned = t.item.entity("own");
  const std::string& share = t.item.text("share");
  t.change().originals = {owned};
  if (t.item.has("share") && t.item.has("from") && share == t.item.text("from")) {
    return t.report(t.item.at_node("from"),
                    "the share was what it becomes; mend 'from' or 'share'");
  }
  if (share == "0") {
    qualify(t.ends(Kind::owns, owner, owned), t.item);
  } else {
    Statement& s = t.begins(Kind::owns, owner, owned);
    qualify(s, t.item);
    s.value = share;
  }
  if (!t.item.has("from") || t.item.text("from") == "0") return;
  Statement& before = t.held_before(Kind::owns, owner, owned);
  qualify(before, t.item);
  before.value = t.item.text("from");
}

void acquire(Telling& t) {
  const EntityId owner = t.item.entity("by"), owned = t.item.entity("acquire");
  t.change().originals = {owned};
  if (owner == owned) {
    return t.report(t.item.at_node("by"),
                    quoted(t.item.at_node("by").text) + " acquires itself; name the buyer");
  }
  if (t.item.text("share") == "0") {
    return t.report(t.item.at_node("share"),
                    "nothing is acquired; write the share that the buyer then owns");
  }
  Statement& s = t.begins(Kind::owns, owner, owned);
  s.aspect = interest_of(t.item);
  s.value = t.item.has("share") ? t.item.text("share") : "100";
  for (const EntityId seller : t.item.entities("from")) {
    if (seller == owner) {
      t.report(t.item.at_node("from"), "the buyer and the seller are one; mend 'by' or 'from'");
      continue;
    }
    t.ends(Kind::owns, seller, owned).aspect = t.item.text("interest");
  }
  if (t.item.has("in")) t.begins(Kind::part_of, owned, t.item.entity("in"));
}

// "NYSE:BABA", or the exchange alone when the symbol is not told.
void listing(Statement& s, const Item& item) {
  s.aspect = "listing";
  s.value = item.text("on") + (item.has("symbol") ? ":" + item.text("symbol") : "");
}

}  // namespace

void tell_ownership(Verb verb, Telling& t) {
  switch (verb) {
    case Verb::own:
      return own(t);
    case Verb::acquire:
      return acquire(t);
    case Verb::list:
      t.change().originals = t.item.entities("list");
      return listing(t.begins(Kind::identifier, t.item.entity("list")), t.item);
    default:
      t.change().originals = t.item.entities("delist");
      return listing(t.ends(Kind::identifier, t.item.entity("delist")), t.item);
  }
}

}  // namespace reorg::format
