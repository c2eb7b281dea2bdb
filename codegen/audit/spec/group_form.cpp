#include "equivarify/codegen/audit/spec/group_form.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace equivarify::audit {
namespace {

constexpr std::size_t most_generators = 16;
constexpr std::uint32_t largest_image = 1'048'575;

/// Walks through the forms of one group.
class GroupForms {
public:
  void check(Node const& form) {
    if (++groups_ > bounds::groups) {
      refuse("groups",
             "too large: a group made of more than " + std::to_string(bounds::groups) + " groups");
    }
    static std::map<std::string, void (GroupForms::*)(Node const&)> const readers{
        {"cyclic", &GroupForms::up_to<128>},
        {"dihedral", &GroupForms::up_to<64>},
        {"dicyclic", &GroupForms::up_to<32>},
        {"symmetric", &GroupForms::up_to<5>},
        {"alternating", &GroupForms::up_to<5>},
        {"elementary_abelian", &GroupForms::elementary_abelian},
        {"octahedral", &GroupForms::octahedral},
        {"small_group", &GroupForms::small_group},
        {"space_group", &GroupForms::space_group},
        {"product", &GroupForms::product},
        {"semidirect", &GroupForms::semidirect},
        {"wreath", &GroupForms::wreath},
        {"permutations", &GroupForms::permutations},
        {"table", &GroupForms::table},
        {"presentation", &GroupForms::presentation},
        {"matrices", &GroupForms::matrices}};
    std::vector<std::string> kinds;
    for (auto const& [kind, reader] : readers) {
      kinds.push_back(kind);
    }
    auto const [kind, value] = form.only(kinds);
    (this->*readers.at(kind))(value);
  }

private:
  template <std::uint64_t most>
  void up_to(Node const& n) {
    static_cast<void>(n.integer(1, most));
  }

  void elementary_abelian(Node const& numbers) {
    for (Node const& number : numbers.list(2, 2)) {
      static_cast<void>(number.integer(1, 128));
    }
  }

  void small_group(Node const& numbers) {
    for (Node const& number : numbers.list(2, 2)) {
      static_cast<void>(number.integer(1, 127));
    }
  }

  void space_group(Node const& form) {
    form.expect_keys({"name", "side"}, {});
    static_cast<void>(form.at("name").choice({"p1",
                                              "p2",
                                              "pm",
                                              "pg",
                                              "cm",
                                              "pmm",
                                              "pmg",
                                              "pgg",
                                              "cmm",
                                              "p4",
                                              "p4m",
                                              "p4g",
                                              "p3",
                                              "p3m1",
                                              "p31m",
                                              "p6",
                                              "p6m"}));
    static_cast<void>(form.at("side").integer(1, 100));
  }

  void octahedral(Node const& value) {
    if (!value.boolean()) {
      refuse("octahedral-false", value.mismatch("true"));
    }
  }

  void product(Node const& factors) {
    for (Node const& factor : factors.list(2, 4)) {
      check(factor);
    }
  }

  void wreath(Node const& parts) {
    for (Node const& part : parts.list(2, 2)) {
      check(part);
    }
  }

  void semidirect(Node const& parts) {
    parts.expect_keys({"normal", "quotient", "action"}, {});
    check(parts.at("normal"));
    check(parts.at("quotient"));
    for (auto const& [name, images] : parts.at("action").members(0, bounds::generators)) {
      for (auto const& [of, word] : images.members(0, bounds::generators)) {
        static_cast<void>(word.text(0, 1024));
      }
    }
  }

  static void check_generators(std::vector<std::pair<std::string, Node>> const& generators) {
    for (auto const& [name, value] : generators) {
      nlohmann::json const key = name;
      static_cast<void>(generator_name({key, value.pointer}));
    }
  }

  void permutations(Node const& form) {
    form.expect_keys({"degree", "generators"}, {});
    static_cast<void>(form.at("degree").integer(1, 256));
    auto const generators = form.at("generators").members(1, most_generators);
    check_generators(generators);
    for (auto const& [name, permutation] : generators) {
      check_permutation_form(permutation);
    }
  }

  void table(Node const& rows) {
    for (Node const& row : rows.list(1, bounds::copies)) {
      static_cast<void>(row.integers(bounds::copies - 1));
    }
  }

  void presentation(Node const& form) {
    form.expect_keys({"generators", "relations"}, {"max_cosets"});
    for (Node const& name : form.at("generators").list(1, most_generators)) {
      static_cast<void>(generator_name(name));
    }
    for (Node const& relation : form.at("relations").list(0, bounds::relations)) {
      static_cast<void>(relation.text(0, 4096));
    }
    if (form.has("max_cosets")) {
      static_cast<void>(form.at("max_cosets").integer(1, 4'000'000));
    }
  }

  void matrices(Node const& form) {
    form.expect_keys({"modulus", "generators"}, {});
    static_cast<void>(form.at("modulus").integer(2, 65535));
    auto const generators = form.at("generators").members(1, most_generators);
    check_generators(generators);
    for (auto const& [name, rows] : generators) {
      for (Node const& row : rows.list(1, 16)) {
        static_cast<void>(row.integers(65535));
      }
    }
  }

  std::size_t groups_ = 0;
};

void check_signs(Node const& signs) {
  std::size_t const size = signs.length(1, bounds::values);
  for (std::size_t i = 0; i < size; ++i) {
    if (signs.at(i).signed_integer(1) == 0) {
      refuse("sign-zero", signs.at(i).mismatch("1 or -1"));
    }
  }
}

/// A motion with an argument.
void check_motion_object(Node const& form) {
  auto const [kind, value] = form.only({"permutation",
                                        "shift_rows",
                                        "shift_columns",
                                        "shift_slices",
                                        "permute_channels",
                                        "negate_channels",
                                        "signs"});
  if (kind == "signs") {
    check_signs(value);
  } else if (kind == "permute_channels") {
    check_permutation_form(value);
  } else if (kind == "shift_rows" || kind == "shift_columns" || kind == "shift_slices") {
    static_cast<void>(value.signed_integer(1024));
  } else {
    static_cast<void>(value.integers(largest_image));
  }
}

void check_step(Node const& form) {
  if (form.value.is_object()) {
    check_motion_object(form);
  } else {
    static_cast<void>(form.choice({"identity",
                                   "quarter_turn",
                                   "half_turn",
                                   "three_quarter_turn",
                                   "flip_rows",
                                   "flip_columns",
                                   "flip_channels",
                                   "flip_slices",
                                   "transpose",
                                   "sixth_turn",
                                   "cube_turn_x",
                                   "cube_turn_y",
                                   "cube_turn_z",
                                   "negate"}));
  }
}

} // namespace

void check_group_form(Node const& form) {
  GroupForms{}.check(form);
}

void check_permutation_form(Node const& form) {
  if (form.value.is_string()) {
    static_cast<void>(form.text(0, bounds::file_bytes));
  } else {
    static_cast<void>(form.integers(largest_image));
  }
}

void check_motion_form(Node const& form) {
  if (!form.value.is_array()) {
    return check_step(form);
  }
  for (Node const& step : form.list(1, 16)) {
    check_step(step);
  }
}

} // namespace equivarify::audit
