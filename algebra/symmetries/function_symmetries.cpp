#include "equivarify/algebra/symmetries/function_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/algebra/symmetries/matching.hpp"
#include "equivarify/algebra/symmetries/multiple_testing.hpp"
#include "equivarify/algebra/symmetries/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::algebra::symmetries {

namespace {

/// Outputs are matched on so many inputs, of which fewer suffice to see that a candidate is far
/// off, by so many times what is near; more are needed to accept it, for a few outputs may be much
/// larger than all others.
constexpr std::size_t matched_inputs = 32;
constexpr std::size_t fewest_inputs = 16;
constexpr std::size_t accepting_inputs = 512;
constexpr double far_off = 3;

/// Near symmetries are looked for with slacks that double up to this.
constexpr double largest_slack = 0.4;

Samples first_rows(Samples const& samples, std::size_t count) {
  std::vector<std::size_t> rows(std::min(count, samples.rows()));
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return samples.select(rows);
}

Samples side_by_side(Samples const& left, Samples const& right) {
  std::vector<double> values;
  values.reserve(left.rows() * (left.width() + right.width()));
  for (std::size_t r = 0; r < left.rows(); ++r) {
    auto const one = left.row(r);
    auto const two = right.row(r);
    values.insert(values.end(), one.begin(), one.end());
    values.insert(values.end(), two.begin(), two.end());
  }
  return {left.width() + right.width(), std::move(values)};
}

Samples moved_rows(SignedPermutation const& g, Samples const& samples) {
  std::vector<double> values(samples.rows() * samples.width());
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    move_row(g, samples.row(r), std::span{values}.subspan(r * samples.width(), samples.width()));
  }
  return {samples.width(), std::move(values)};
}

/// Inputs that were drawn, what comes out there, and others that were drawn besides.
struct Drawn {
  Samples inputs;
  Samples outputs;
  Samples others;

  [[nodiscard]] Drawn first(std::size_t count) const {
    return {first_rows(inputs, count), first_rows(outputs, count), first_rows(others, count)};
  }
};

Drawn draw(FunctionQuestion const& question,
           DrawnFor purpose,
           std::size_t count,
           std::uint64_t seed) {
  DrawnInputs drawn = drawn_inputs(question.source, purpose, count, seed);
  Samples outputs = question.function(drawn.inputs);
  return {std::move(drawn.inputs), std::move(outputs), std::move(drawn.others)};
}

/// One question, with the inputs that the search sees.
class Investigation {
public:
  Investigation(FunctionQuestion const& question, FunctionOptions const& options)
      : question_{question}, options_{options},
        searched_{draw(question, DrawnFor::search, options.search_inputs, options.seed)},
        few_{searched_.first(matched_inputs)}, fewest_{searched_.first(fewest_inputs)},
        many_{searched_.first(accepting_inputs)} {
    result_.outputs = searched_.outputs.width();
    result_.searched = searched_.inputs.rows();
    result_.spread = spread_of(searched_.outputs);
    if (!(result_.spread > 0)) {
      throw AlgebraError("every output is constant on the inputs that were drawn");
    }
  }

  FunctionSymmetries run() {
    for (SignedPermutation const& g : question_.proposals) {
      if (is_identity(g) ||
          !add({.on_input = g, .on_output = matched(g, many_), .proposed = true})) {
        ++result_.left_out;
      }
    }
    if (question_.search) {
      search();
    }
    judge();
    return std::move(result_);
  }

private:
  /// Whether a defect is small enough, or at most so many times too large.
  using Accept = std::function<bool(Defect const&, double)>;

  [[nodiscard]] SignedPermutation input_part(SignedPermutation const& both) const {
    return part_of(both, 0, static_cast<std::uint32_t>(question_.source.inputs));
  }

  [[nodiscard]] SignedPermutation output_part(SignedPermutation const& both) const {
    return part_of(both,
                   static_cast<std::uint32_t>(question_.source.inputs),
                   static_cast<std::uint32_t>(result_.outputs));
  }

  /// Those that hold exactly; only where there is none, those that nearly do: a near one could hide
  /// an exact one.
  void search() {
    search(0, [](Defect const& defect, double) { return defect.failing == 0; });
    for (double slack = options_.slack;
         slack <= largest_slack && result_.search.generators.empty() && !result_.search.is_cut;
         slack *= 2) {
      search(slack, [this](Defect const& defect, double factor) {
        return defect.relative <= factor * options_.near;
      });
    }
    for (SignedPermutation const& both : result_.search.generators) {
      add({.on_input = input_part(both), .on_output = output_part(both)});
    }
  }

  void search(double slack, Accept const& accept) {
    options_.search.watch.tell(fmt::format("statistics of {} inputs and outputs",
                                           question_.source.inputs + result_.outputs));
    StatisticGraph const graph = statistics_of(
        side_by_side(searched_.inputs, searched_.outputs),
        coordinates(),
        {.independent = question_.source.given ? 0 : question_.source.inputs, .slack = slack});
    result_.fixed_columns = static_cast<std::size_t>(std::count_if(
        graph.coordinates().begin(), graph.coordinates().end(), [](Coordinate const& coordinate) {
          return coordinate.stays;
        }));
    examined_.clear();
    result_.search = find_automorphisms(
        graph,
        [&](SignedPermutation const& both) { return examined(both, accept); },
        options_.search);
  }

  /// \p both, with the motion of the output that the function shows, where it moves the input: its
  /// statistics tell less. A motion of the output alone holds, or is not near.
  std::optional<SignedPermutation> examined(SignedPermutation const& both, Accept const& accept) {
    SignedPermutation const on_input = input_part(both);
    bool const moves = !is_identity(on_input);
    if (moves && !examined_.insert({on_input.gather, on_input.negated}).second) {
      return std::nullopt;
    }
    SignedPermutation const first = moves ? matched(on_input, few_) : output_part(both);
    if (!accept(defect(on_input, first, fewest_), far_off)) {
      return std::nullopt;
    }
    SignedPermutation const on_output = moves ? matched(on_input, many_) : first;
    return accept(defect(on_input, on_output, many_), 1)
               ? std::optional(next_to(on_input, on_output))
               : std::nullopt;
  }

  [[nodiscard]] SignedPermutation matched(SignedPermutation const& on_input,
                                          Drawn const& drawn) const {
    Samples const turned = question_.function(moved_rows(on_input, drawn.inputs));
    return match_columns(drawn.outputs, turned, question_.negate_outputs);
  }

  [[nodiscard]] std::vector<Coordinate> coordinates() const {
    std::map<std::pair<double, double>, std::uint32_t> kinds;
    std::vector<Coordinate> all;
    for (std::size_t i = 0; i < question_.source.inputs; ++i) {
      auto const range =
          question_.source.given ? std::pair{-1.0, 1.0} : range_of(question_.source, i);
      auto const number = static_cast<std::uint32_t>(kinds.size());
      all.push_back({.kind = kinds.try_emplace(range, number).first->second,
                     .may_negate = range.first == -range.second});
    }
    all.resize(
        question_.source.inputs + result_.outputs,
        {.kind = static_cast<std::uint32_t>(kinds.size()), .may_negate = question_.negate_outputs});
    return all;
  }

  /// False for one that is there already.
  bool add(FunctionCandidate candidate) {
    bool const known = std::any_of(result_.candidates.begin(),
                                   result_.candidates.end(),
                                   [&](FunctionCandidate const& earlier) {
                                     return earlier.on_input == candidate.on_input &&
                                            earlier.on_output == candidate.on_output;
                                   });
    if (!known) {
      result_.candidates.push_back(std::move(candidate));
    }
    return !known;
  }

  [[nodiscard]] Defect defect(SignedPermutation const& on_input,
                              SignedPermutation const& on_output,
                              Drawn const& drawn) const {
    return defect_of({.function = question_.function,
                      .inputs = drawn.inputs,
                      .outputs = drawn.outputs,
                      .others = drawn.others,
                      .spread = result_.spread,
                      .tolerance = options_.tolerance},
                     on_input,
                     on_output);
  }

  /// Tries the candidates as long as there is time.
  void try_candidates() {
    Drawn const tested = draw(question_, DrawnFor::test, options_.test_inputs, options_.seed);
    std::size_t tried = 0;
    for (FunctionCandidate& each : result_.candidates) {
      if (tried > 0 && !options_.watch.has_time()) {
        break;
      }
      ++tried;
      options_.watch.tell(fmt::format("test {} of {}", tried, result_.candidates.size()));
      each.defect = defect(each.on_input, each.on_output, tested);
    }
    result_.untested = result_.candidates.size() - tried;
    result_.candidates.resize(tried);
  }

  void judge() {
    try_candidates();
    double const level =
        options_.level / static_cast<double>(std::max<std::size_t>(1, result_.candidates.size()));
    std::vector<double> p_values;
    for (FunctionCandidate& each : result_.candidates) {
      each.share_bound = share_bound(each.defect.failing, each.defect.inputs, level);
      p_values.push_back(chance_of_so_few(each.defect.failing, each.defect.inputs, options_.share));
      if (each.defect.failing == 0) {
        each.verdict = FunctionVerdict::held;
      } else if (each.defect.relative <= options_.near) {
        each.verdict = FunctionVerdict::near;
      }
    }
    std::vector<double> const corrected = holm(p_values);
    for (std::size_t c = 0; c < corrected.size(); ++c) {
      result_.candidates[c].p_value = corrected[c];
    }
  }

  FunctionQuestion const& question_;
  FunctionOptions options_;
  Drawn searched_;
  Drawn few_;
  Drawn fewest_;
  Drawn many_;
  FunctionSymmetries result_;
  /// The motions of the input that this search has examined.
  std::set<std::pair<EntryPermutation, std::vector<bool>>> examined_;
};

} // namespace

FunctionSymmetries function_symmetries(FunctionQuestion const& question,
                                       FunctionOptions const& options) {
  return Investigation{question, options}.run();
}

} // namespace equivarify::algebra::symmetries
