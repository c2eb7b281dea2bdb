/// \file
/// Specs in certificates whose fields are written as they are not to be read.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "codegen/forgeries.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

json& layer(json& spec, std::size_t block, std::size_t i) {
  return spec["network"][block]["layers"][i];
}

/// Fields of the spec inside, written as they are not to be read; no spec is given.
std::vector<Forgery> misread_fields() {
  Forger c4{small_c4()};
  c4.forge_spec("filters as 2.0",
                "at /spec/network/0/layers/0/filters: found 2.0, expected an integer",
                [](json& spec) { layer(spec, 0, 0)["filters"] = 2.0; });
  c4.forge_spec("filters as a pair",
                "at /spec/network/0/layers/0/filters: found a list of 2",
                [&](json& spec) {
                  layer(spec, 0, 0)["filters"] = {2, 2};
                });
  c4.forge_spec("kernel as one number",
                "at /spec/network/0/layers/0/kernel: found 3, expected a list of 2, as in the "
                "canonical form",
                [](json& spec) { layer(spec, 0, 0)["kernel"] = 3; });
  c4.forge_spec("units of -1", "at /spec/network/1/layers/1/units: found -1", [&](json& spec) {
    layer(spec, 1, 1)["units"] = -1;
  });
  c4.forge_spec("units of 10.9", "at /spec/network/1/layers/1/units: found 10.9", [&](json& spec) {
    layer(spec, 1, 1)["units"] = 10.9;
  });
  c4.forge_spec("units of 2^62",
                "too large: at /spec/network/1/layers/1/units: found 4611686018427387904",
                [](json& spec) { layer(spec, 1, 1)["units"] = 4611686018427387904U; });
  return c4.all();
}

/// The same, of members that are missing, too many or called by other names.
std::vector<Forgery> misread_members() {
  Forger c4{small_c4()};
  c4.forge_spec("a shape of five",
                "too large: at /spec/input/shape: found a list of 5, at most 4",
                [](json& spec) {
                  spec["input"]["shape"].push_back(1);
                  spec["input"]["shape"].push_back(1);
                });
  c4.forge_spec(
      "a shift of -2^63",
      "at /spec/input/action/r/0/shift_rows: found -9223372036854775808",
      [](json& spec) {
        spec["input"]["action"]["r"] = {{{"shift_rows", std::numeric_limits<std::int64_t>::min()}}};
      });
  c4.forge_spec("null for a default", "at /spec/seed: found null", [](json& spec) {
    spec["seed"] = nullptr;
  });
  c4.forge_spec("a default is left out",
                "at /spec/seed: found nothing, expected this key",
                [](json& spec) { spec.erase("seed"); });
  c4.forge_spec("tied as it is by default",
                "at /spec/network/1/layers/1/tied: found the key \"tied\", which has no meaning",
                [](json& spec) { layer(spec, 1, 1)["tied"] = false; });
  c4.forge_spec("a description in a layer",
                "at /spec/network/0/layers/1/description: found the key",
                [](json& spec) { layer(spec, 0, 1)["description"] = "relu"; });
  c4.forge_spec(
      "an unknown type",
      "at /spec/network/0/layers/1/type: found \"none\", expected one of abs, acos, acosh, add",
      [](json& spec) { layer(spec, 0, 1)["type"] = "none"; });
  c4.forge_spec("unknown arithmetic",
                "at /spec/arithmetic: found \"wrong\", expected one of exact, fast, bf16",
                [](json& spec) { spec["arithmetic"] = "wrong"; });
  c4.forge_spec("a name with a line break",
                "at /spec/name: found \"small\\x0aaccepted: all\", expected a name",
                [](json& spec) { spec["name"] = "small\naccepted: all"; });
  c4.forge_spec("a name with a mark of direction",
                "at /spec/name: found \"a\\xe2\\x80\\xaeb\", expected a name",
                [](json& spec) { spec["name"] = "a\u202eb"; });
  c4.forge_spec("a name of 10 MB", "too large: a text of more bytes than 1048576", [](json& spec) {
    spec["name"] = std::string(10'000'000, 'a');
  });
  c4.forge_spec("a motion in a text",
                "at /spec/input/action/r: found \"quarter_turn\", expected a list of 1",
                [](json& spec) { spec["input"]["action"]["r"] = "quarter_turn"; });
  return c4.all();
}

TEST(Forgery, OfAFieldThatIsMisreadIsRefused) {
  expect_refused(misread_fields());
  expect_refused(misread_members());
}

} // namespace
} // namespace equivarify::codegen
