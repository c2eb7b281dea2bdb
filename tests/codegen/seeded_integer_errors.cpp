// Errors in the schemes for layers of integers.
#include <utility>

#include "codegen/seeded_errors.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

constexpr std::size_t tiles_of_each = 4;

/// D4's schemes: by cosets, by blocks, and each copy by itself.
json& integer_copies(json& certificate, std::size_t place) {
  return certificate["integers"]["copies"][place];
}

json& integer_blocks(json& certificate) {
  return integer_copies(certificate, 1);
}

/// The tiles of \p outputs outputs.
json& integer_tile(json& certificate, std::size_t outputs) {
  return certificate["integers"]["tiles"][outputs - 1];
}

/// What cosets and tiles of \p outputs outputs are together.
json& integer_form(json& certificate, std::size_t outputs) {
  return certificate["integers"]["forms"][outputs - 1];
}

void add_to(json& number, std::int64_t summand) {
  number = number.get<std::int64_t>() + summand;
}

/// Leaves out the last product of \p scheme.
void drop_product(json& scheme) {
  scheme["values"].erase(scheme["values"].size() - 1);
  scheme["weights"].erase(scheme["weights"].size() - 1);
  for (json& row : scheme["answers"]) {
    row.erase(row.size() - 1);
  }
}

/// Leaves out \p count schemes over the copies from \p first on, and what they are with tiles.
void drop_schemes(json& certificate, std::size_t first, std::size_t count) {
  json& copies = certificate["integers"]["copies"];
  json& forms = certificate["integers"]["forms"];
  for (std::size_t i = 0; i < count; ++i) {
    copies.erase(first);
    for (std::size_t tile = 0; tile < tiles_of_each; ++tile) {
      forms.erase(first * tiles_of_each);
    }
  }
}

std::vector<WrongTable> wrong_integer_tables() {
  return {{"a product of a block with another weight",
           [](json& c) { add_to(integer_blocks(c)["weights"][7][0], 1); }},
          {"a product of a block left out", [](json& c) { drop_product(integer_blocks(c)); }},
          {"an entry that has no part in a product",
           [](json& c) { add_to(integer_copies(c, 0)["values"][0][0], -1); }},
          {"a block that comes back twice",
           [](json& c) { add_to(integer_blocks(c)["answers"][0][10], 1); }},
          {"half of the denominator", [](json& c) { integer_blocks(c)["denominator"] = 4; }},
          {"weights of other elements",
           [](json& c) {
             for (json& row : integer_blocks(c)["weights"]) {
               std::swap(row[1], row[3]);
             }
           }},
          {"copies that read one another",
           [](json& c) {
             std::swap(integer_copies(c, 2)["values"][0], integer_copies(c, 2)["values"][1]);
           }},
          {"no scheme for sums over the group", [](json& c) { drop_schemes(c, 0, 2); }},
          {"no scheme for copies by themselves", [](json& c) { drop_schemes(c, 2, 1); }},
          {"a fraction", [](json& c) { integer_blocks(c)["values"][0][0] = "1/2"; }}};
}

std::vector<WrongTable> wrong_integer_tiles() {
  return {
      {"a tile with a wrong point", [](json& c) { add_to(integer_tile(c, 4)["values"][3][1], 1); }},
      {"a tile without a factor on the way back",
       [](json& c) { add_to(integer_tile(c, 4)["answers"][3][5], -12); }},
      {"a tile of another denominator", [](json& c) { integer_tile(c, 3)["denominator"] = 3; }},
      {"a tile whose weights are turned round",
       [](json& c) {
         for (json& row : integer_tile(c, 2)["weights"]) {
           std::swap(row[0], row[2]);
         }
       }},
      {"tiles in another order",
       [](json& c) { std::swap(c["integers"]["tiles"][1], c["integers"]["tiles"][2]); }}};
}

std::vector<WrongTable> wrong_divisions() {
  return {{"a division by twice the denominator",
           [](json& c) { add_to(integer_form(c, 4)["shift"], 1); }},
          {"the odd part in place of its inverse",
           [](json& c) { integer_form(c, 4)["odd_inverse"] = 9; }},
          {"entries for which a factor leaves its bits",
           [](json& c) { add_to(integer_form(c, 4)["largest_entry"], 1); }},
          {"sums that are lost", [](json& c) { add_to(integer_form(c, 4)["largest_sum"], 1); }},
          {"a form left out", [](json& c) { c["integers"]["forms"].erase(3); }},
          {"factors of more bits", [](json& c) { c["integers"]["factor_bits"] = 17; }},
          {"sums of more bits", [](json& c) { c["integers"]["sum_bits"] = 64; }},
          {"an unknown member", [](json& c) { c["integers"]["saturated"] = true; }},
          {"integers in code for inference", [](json& c) { c["purpose"] = "inference"; }}};
}

} // namespace

std::vector<WrongTable> wrong_integers() {
  std::vector<WrongTable> all = wrong_integer_tables();
  for (auto const& part : {wrong_integer_tiles(), wrong_divisions()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

} // namespace equivarify::codegen
