#include "equivarify/codegen/lift/lift_agreement.hpp"

#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/reference/construction_evaluator.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stdexcept>

namespace equivarify::codegen {
namespace {

/// Multiply-adds of all inputs together, which take about a second; but one input is tried in any
/// case.
constexpr std::size_t most_work = 500'000'000;
constexpr std::size_t most_inputs = 3;

constexpr double share_of_largest = 1e-4;

/// The entries of input number \p number: from 0 to 1 or, every other time, from -1 to 1; 0 and 1
/// where \p file takes no numbers with a point.
std::vector<double> draw_input(Original const& file, Network const& network, std::size_t number) {
  std::vector<double> x = random_input<double>(network, network.seed + number);
  std::size_t i = 0;
  for (LiftedInput const& input : file.inputs) {
    auto const declared = std::find_if(file.model.inputs.begin(),
                                       file.model.inputs.end(),
                                       [&](OnnxValue const& v) { return v.name == input.name; });
    bool const is_whole = declared->type == OnnxType::boolean || is_integer(declared->type);
    for (std::size_t const end = i + input.order.size(); i < end; ++i) {
      x[i] = is_whole ? std::floor(2 * x[i]) : number % 2 == 0 ? x[i] : 2 * x[i] - 1;
    }
  }
  return x;
}

/// F(x), F being all \p files in a row.
std::vector<double> evaluate_files(std::vector<Original> const& files,
                                   std::vector<double> const& x) {
  std::vector<double> all;
  for (Original const& file : files) {
    std::vector<double> const part = evaluate_original(file, x);
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

/// What the copy numbered \p copy of \p network applies F to at the input \p x.
std::vector<double>
seen_by(Network const& network, std::size_t copy, std::vector<double> const& x) {
  std::vector<std::uint32_t> const turned = arrangement_of(network).turned_by;
  std::uint32_t const turn = turned.empty() ? turn_to_pose(network, copy, x) : turned.at(copy);
  return act_on_input(network, network.group.element(turn), x);
}

/// Takes what \p copies have at input \p input, where \p expected is right, into \p all.
void add_copies(LiftedValue<double> const& copies,
                LiftedValue<double> const& expected,
                std::size_t input,
                LiftAgreement& all) {
  for (std::size_t copy = 0; copy < copies.size(); ++copy) {
    for (std::size_t i = 0; i < copies[copy].size(); ++i) {
      double const right = expected[copy].at(i);
      double const difference = onnx_run::distance_of(copies[copy][i], right);
      if (std::isfinite(right)) {
        all.bound = std::max(all.bound, share_of_largest * std::abs(right));
      }
      if (difference > all.largest_difference) {
        all.largest_difference = difference;
        all.worst = fmt::format("number {} of copy {} at input {}", i, copy, input);
        all.found = copies[copy][i];
        all.expected = right;
      }
    }
  }
}

void compare_at(std::vector<double> const& x,
                std::vector<Original> const& files,
                Network const& network,
                ReferenceWeights<double> const& weights,
                LiftAgreement& all) {
  std::size_t const last = network.blocks.front().layers.size() - 1;
  LiftedValue<double> const copies = evaluate(network, weights, x).at(last).copies;
  LiftedValue<double> expected(copies.size());
  for_each_index(copies.size(), [&](std::size_t copy) {
    expected[copy] = evaluate_files(files, seen_by(network, copy, x));
  });
  all.copies = copies.size();
  add_copies(copies, expected, ++all.inputs, all);
}

std::string names_of(std::vector<Original> const& files) {
  std::string const first = std::filesystem::path{files.front().path}.filename().string();
  return files.size() == 1 ? first : fmt::format("{} files, {} the first", files.size(), first);
}

} // namespace

LiftAgreement compare_lift(std::vector<Original> const& files,
                           Network const& network,
                           ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> const exact = in_double(weights);
  std::size_t const work = std::max<std::size_t>(1, network.multiply_adds());
  std::size_t const inputs = std::clamp<std::size_t>(most_work / work, 1, most_inputs);
  LiftAgreement all;
  try {
    for (std::size_t n = 0; n < inputs; ++n) {
      compare_at(draw_input(files.front(), network, n), files, network, exact, all);
    }
  } catch (onnx_run::UnknownOperator const& error) {
    return {.unknown = error.what()};
  }
  return all;
}

std::string check_lift(std::vector<Original> const& files,
                       Network const& network,
                       ReferenceWeights<float> const& weights) {
  LiftAgreement const agreement = compare_lift(files, network, weights);
  std::string const names = names_of(files);
  if (!agreement.unknown.empty()) {
    return fmt::format("not compared with {}: {} is not evaluated\n", names, agreement.unknown);
  }
  if (!agreement.holds()) {
    throw std::logic_error(
        fmt::format("what is lifted of {} is off: the largest difference is {:.6g} (expected: at "
                    "most {:.6g}), {}: {:.9g} by the file, {:.9g} by the spec; nothing is written, "
                    "--no-compare writes it",
                    names,
                    agreement.largest_difference,
                    agreement.bound,
                    agreement.worst,
                    agreement.expected,
                    agreement.found));
  }
  return fmt::format("compared with {}: {} input{}, {} copies of F at each, largest difference "
                     "{:.3g} (expected: at most {:.3g})\n",
                     names,
                     agreement.inputs,
                     agreement.inputs == 1 ? "" : "s",
                     agreement.copies,
                     agreement.largest_difference,
                     agreement.bound);
}

} // namespace equivarify::codegen
