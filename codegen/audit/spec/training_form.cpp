#include "equivarify/codegen/audit/spec/training_form.hpp"

#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// A number in \p training, from \p least to \p most, or \p otherwise; \p open says whether \p
/// least and \p most themselves are none.
struct Rate {
  char const* key;
  double otherwise;
  double least;
  double most;
  bool open_below;
  bool open_above;
};

constexpr std::array rates{Rate{"learning_rate", 0.001, 0, 10, true, false},
                           Rate{"final_learning_rate", 0, 0, 10, false, false},
                           Rate{"beta1", 0.9, 0, 1, false, true},
                           Rate{"beta2", 0.999, 0, 1, false, true},
                           Rate{"epsilon", 1e-8, 0, 1, true, false}};

double rate_in(Node const& training, Rate const& rate) {
  if (!training.has(rate.key)) {
    return rate.otherwise;
  }
  Node const node = training.at(rate.key);
  double const value = node.number();
  bool const fits = (rate.open_below ? value > rate.least : value >= rate.least) &&
                    (rate.open_above ? value < rate.most : value <= rate.most);
  if (!fits) {
    refuse("rate", node.mismatch("a number from 0 to " + std::to_string(rate.most)));
  }
  return value;
}

/// By what training moves pictures, where it does.
void add_moves(Node const& training, json& result) {
  std::uint64_t const shift = training.has("shift") ? training.at("shift").integer(0, 65535) : 0;
  if (shift != 0) {
    result["shift"] = shift;
  }
  double const turn = rate_in(training, Rate{"turn", 0, 0, 180, false, false});
  if (turn != 0) {
    result["turn"] = turn;
  }
}

/// The shorter side of the pictures that \p input consists of; 0 where they are none.
std::size_t side_of(json const& input) {
  if (!input.contains("shape") || input.at("shape").size() != 3) {
    return 0;
  }
  json const& shape = input.at("shape");
  return std::min(shape.at(1).get<std::size_t>(), shape.at(2).get<std::size_t>());
}

bool stays_when_shifted(json const& output) {
  return output.at("loss") == "cross_entropy";
}

bool stays_when_turned(json const& output) {
  return stays_when_shifted(output) && output.at("head") == "invariant";
}

/// Of the places to which an element moves those of \p size entries in planes of \p cells: those
/// of the first plane, without their channels.
Images on_first_plane(Images const& moved, std::size_t size, std::size_t cells) {
  Images result;
  for (std::size_t place = 0; place < cells; ++place) {
    result.push_back(static_cast<std::uint32_t>(moved[place] % size % cells));
  }
  return result;
}

/// Whether \p moved takes whole planes to whole planes, each in the same way.
bool moves_planes_alike(Images const& moved, std::size_t size, std::size_t cells) {
  Images const places = on_first_plane(moved, size, cells);
  for (std::size_t entry = 0; entry < size; ++entry) {
    std::size_t const corner = entry / cells * cells;
    std::size_t const due = moved[corner] / cells * cells + places[entry - corner];
    if (moved[entry] != due) {
      return false;
    }
  }
  return true;
}

} // namespace

json canonical_training(Node const& training) {
  training.expect_keys({},
                       {"epochs",
                        "batch",
                        "learning_rate",
                        "final_learning_rate",
                        "schedule",
                        "beta1",
                        "beta2",
                        "epsilon",
                        "shift",
                        "turn"});
  json result;
  result["epochs"] = training.has("epochs") ? training.at("epochs").integer(1, 100'000) : 3U;
  result["batch"] = training.has("batch") ? training.at("batch").integer(1, 65536) : 64U;
  result["schedule"] = training.has("schedule")
                           ? training.at("schedule").choice({"constant", "linear", "cosine"})
                           : "cosine";
  for (Rate const& rate : rates) {
    result[rate.key] = rate_in(training, rate);
  }
  add_moves(training, result);
  return result;
}

void check_training(json const& spec) {
  json const& training = spec.at("training");
  if (!training.contains("shift") && !training.contains("turn")) {
    return;
  }
  std::size_t const side = side_of(spec.at("input"));
  if (side < 2) {
    refuse("moves-of-pictures", "training moves inputs that are no pictures");
  }
  json const outputs = spec.value("output", json::object());
  if (training.contains("shift")) {
    if (!std::all_of(outputs.begin(), outputs.end(), stays_when_shifted)) {
      refuse("shift-targets", "training shifts pictures whose targets are no classes");
    }
    if (training.at("shift").get<std::size_t>() >= std::max<std::size_t>(side, 2)) {
      refuse("shift-in-sight", "training shifts pictures out of sight");
    }
  }
  bool const any_pose = !outputs.empty() || spec.at("labels").value("pose", "") == "unknown";
  if (training.contains("turn") &&
      !(any_pose && std::all_of(outputs.begin(), outputs.end(), stays_when_turned))) {
    refuse("turn-targets", "training turns pictures whose answers would turn");
  }
}

void check_turn(json const& spec, std::vector<Images> const& moved) {
  if (!spec.at("training").contains("turn")) {
    return;
  }
  Extents const extents = extents_of_shape(spec.at("input").at("shape"));
  std::size_t const cells = std::size_t{extents.rows} * extents.columns;
  std::size_t const size = extents.size();
  std::set<Images> all;
  std::set<Images> with_channels_kept;
  bool alike = true;
  for (Images const& places : moved) {
    Images const plane = on_first_plane(places, size, cells);
    alike = alike && moves_planes_alike(places, size, cells);
    all.insert(plane);
    bool kept = true;
    for (std::size_t corner = 0; corner < size; corner += cells) {
      kept = kept && places[corner] / cells == corner / cells;
    }
    if (kept) {
      with_channels_kept.insert(plane);
    }
  }
  if (!alike || all.size() != with_channels_kept.size()) {
    refuse("turn-channels", "training turns inputs whose channels change with their places");
  }
}

} // namespace equivarify::audit
