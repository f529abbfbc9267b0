#include "bench/generator/invented_names.hpp"

#include <array>
#include <iterator>

#include "bench/generator/chance.hpp"

namespace bench {
namespace {

constexpr const char* onsets[] = {"b",  "d",  "f",  "g",  "h",  "k",  "l",  "m",  "n",  "p",
                                  "r",  "s",  "t",  "v",  "w",  "y",  "z",  "br", "dr", "fl",
                                  "gr", "kl", "kr", "sk", "st", "tr", "th", "sh", "ch", "qu"};
constexpr const char* rimes[] = {"a",  "e",  "i",  "o",  "u",  "ai", "ea", "an", "en", "in",
                                 "on", "ar", "er", "or", "al", "el", "il", "os", "um", "ir"};
constexpr const char* fields[] = {"Logistics", "Trading",   "Payments", "Energy",   "Foods",
                                  "Maritime",  "Textiles",  "Mining",   "Software", "Networks",
                                  "Insurance", "Materials", "Retail",   "Pharma",   "Motors",
                                  "Media",     "Cloud",     "Robotics", "Optics",   "Water"};
constexpr const char* companies[] = {"Group", "Holdings", "Corporation", "Industries", "Partners"};
constexpr const char* units[] = {"Division", "Business Unit", "Department", "Operations",
                                 "Services", "Works",         "Branch",     "Laboratory"};

constexpr const char* surnames[] = {"钱", "孙", "周", "吴", "郑", "冯", "陈", "沈", "韩", "杨",
                                    "朱", "秦", "许", "何", "吕", "孔", "曹", "金", "魏", "陶",
                                    "姜", "谢", "邹", "苏", "潘", "葛", "范", "彭", "鲁", "马"};
constexpr const char* characters[] = {
    "安", "博", "昌", "成", "川", "达", "德", "东", "丰", "福", "光", "广", "海", "汉", "和", "恒",
    "宏", "华", "汇", "吉", "嘉", "建", "江", "杰", "金", "晶", "景", "康", "科", "兰", "乐", "力",
    "利", "林", "龙", "隆", "梅", "美", "明", "南", "宁", "平", "普", "奇", "启", "清", "泉", "仁",
    "荣", "瑞", "山", "盛", "石", "思", "松", "泰", "天", "田", "同", "万", "文", "西", "祥", "新",
    "信", "星", "兴", "雅", "阳", "一", "怡", "永", "元", "远", "云", "泽", "正", "志", "中", "卓"};
constexpr const char* chinese_fields[] = {"物流", "贸易", "能源", "食品", "航运", "矿业",
                                          "软件", "保险", "材料", "医药", "汽车", "水务"};
constexpr const char* chinese_companies[] = {"集团", "控股", "股份"};
constexpr const char* chinese_units[] = {"事业部", "事业群", "中心", "分公司", "研究院"};

constexpr const char* role_names[roles] = {"president",          "chief executive",
                                           "general manager",    "managing director",
                                           "executive chairman", "director general"};

template <std::size_t Count>
const char* one(const char* const (&words)[Count], Chance& chance) {
  return words[chance.below(Count)];
}

void word(std::string& to, std::uint32_t syllables, Chance& chance) {
  const std::size_t begin = to.size();
  for (std::uint32_t n = 0; n < syllables; ++n) {
    to += one(onsets, chance);
    to += one(rimes, chance);
  }
  to[begin] = static_cast<char>(to[begin] - 'a' + 'A');
}

}  // namespace

const char* role_name(std::uint32_t role) { return role_names[role]; }

void InventedNames::key(std::uint32_t entity, std::string& to) const {
  // Four rounds of Feistel's network over 40 bits: no two entities meet, and no order is left.
  constexpr std::uint64_t half = (1U << 20U) - 1;
  std::uint64_t left = entity >> 20U;
  std::uint64_t right = entity & half;
  for (std::uint64_t round = 0; round < 4; ++round) {
    const std::uint64_t next = left ^ (mixed(seed_ * 31 + (right << 8U) + round) & half);
    left = right;
    right = next;
  }
  const std::uint64_t bits = left << 20U | right;
  to += entity < history_.organizations.size() ? 'o' : 'p';
  for (unsigned shift = 0; shift < 40; shift += 5) {
    to += "0123456789abcdefghjkmnpqrstvwxyz"[bits >> shift & 31U];
  }
}

bool InventedNames::chinese(std::uint32_t entity) const {
  return Chance(seed_, std::uint64_t{entity} << 8U | 0xFFU).below(8) == 0;
}

void InventedNames::name(std::uint32_t entity, unsigned turn, std::string& to) const {
  if (entity < history_.organizations.size()) {
    organization(entity, turn, to);
  } else {
    person(entity, to);
  }
}

void InventedNames::organization(std::uint32_t entity, unsigned turn, std::string& to) const {
  Chance chance(seed_, std::uint64_t{entity} << 8U | turn);
  const bool top = history_.organizations[entity].level == 0;
  if (chinese(entity)) {
    for (std::uint32_t n = chance.between(2, 4); n > 0; --n) {
      to += one(characters, chance);
    }
    to += one(chinese_fields, chance);
    to += top ? one(chinese_companies, chance) : one(chinese_units, chance);
    return;
  }
  word(to, chance.between(2, 3), chance);
  if (chance.percent(40)) {
    to += ' ';
    word(to, 2, chance);
  }
  to += ' ';
  to += one(fields, chance);
  if (!top) {
    to += ' ';
    to += one(units, chance);
  } else if (chance.percent(5)) {
    to += ", Inc.";
  } else {
    to += ' ';
    to += one(companies, chance);
  }
}

void InventedNames::person(std::uint32_t entity, std::string& to) const {
  Chance chance(seed_, std::uint64_t{entity} << 8U);
  if (chinese(entity)) {
    to += one(surnames, chance);
    to += one(characters, chance);
    if (chance.percent(70)) {
      to += one(characters, chance);
    }
    return;
  }
  word(to, chance.between(1, 2), chance);
  to += ' ';
  word(to, chance.between(2, 3), chance);
}

}  // namespace bench
