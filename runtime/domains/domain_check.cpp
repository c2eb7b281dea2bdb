#include "equivarify/runtime/domains/domain_check.hpp"

#include "equivarify/runtime/domains/orbit.hpp"
#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Compares the answers at the orbits of some inputs at once.
class OrbitComparison {
public:
  static constexpr std::size_t batch = 64;

  /// All must outlive this.
  OrbitComparison(Network& network, DomainReport& report, std::function<bool()> const& has_time)
      : network_(network), integers_(dynamic_cast<IntegerNetwork*>(&network)), report_(report),
        has_time_(has_time) {}

  /// Whether time was over before all that was taken in was compared.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

  /// Takes in \p x, the input number \p index, which is the first of its orbit.
  void add(std::size_t index, std::vector<float> const& x) {
    numbers_.push_back(index);
    inputs_.insert(inputs_.end(), x.begin(), x.end());
    if (numbers_.size() == batch) {
      compare();
    }
  }

  /// Compares what was taken in since the last time.
  void compare() {
    if (numbers_.empty()) {
      return;
    }
    Description const& network = network_.description();
    std::vector<Answers> answers;
    for (std::size_t g = 0; g < network.order; ++g) {
      if (!has_time_()) {
        is_cut_ = true;
        return;
      }
      answers.push_back(answers_at(g));
    }
    std::size_t const compared = network.is_exact ? 1 : network.order;
    for (std::size_t h = 0; h < compared; ++h) {
      for (std::size_t g = 0; g < network.order; ++g) {
        compare_with(h, g, answers);
      }
    }
    add_digest(answers.front().numbers);
    numbers_.clear();
    inputs_.clear();
  }

private:
  [[nodiscard]] std::span<float const> input(std::size_t n) const {
    std::size_t const size = network_.description().input_size();
    return std::span(inputs_).subspan(n * size, size);
  }

  /// The inputs moved by \p element.
  [[nodiscard]] std::vector<float> moved_inputs(std::size_t element) const {
    std::vector<float> moved(inputs_.size());
    std::size_t const size = network_.description().input_size();
    for (std::size_t n = 0; n < numbers_.size(); ++n) {
      move_input(
          network_.description(), element, input(n), std::span(moved).subspan(n * size, size));
    }
    return moved;
  }

  [[nodiscard]] Answers answers_at(std::size_t element) {
    Description const& network = network_.description();
    std::vector<float> const moved = moved_inputs(element);
    std::vector<float> numbers(numbers_.size() * network.output_size());
    network_.forward(moved, numbers);
    if (integers_ != nullptr) {
      compare_with_definition(moved, numbers, element);
    }
    return answers_of(network, numbers);
  }

  void compare_with_definition(std::span<float const> moved,
                               std::span<float const> found,
                               std::size_t element) {
    Description const& network = network_.description();
    std::size_t const size = network.input_size();
    std::size_t const outputs = network.output_size();
    std::vector<float> expected(outputs);
    for (std::size_t n = 0; n < numbers_.size(); ++n) {
      std::span<float const> const x = moved.subspan(n * size, size);
      integers_->to_logits(evaluate_by_definition(integers_->weights(), network, x), expected);
      for (std::size_t i = 0; i < outputs; ++i) {
        float const value = found[n * outputs + i];
        report_.definition_values += 1;
        if (value != expected[i]) {
          report_.definition_differing += 1;
          note({.kind = "definition",
                .image = n,
                .element = element,
                .copy = i / network.classes,
                .class_index = i % network.classes,
                .expected = expected[i],
                .found = value},
               0);
        }
      }
    }
  }

  /// Compares the answers at g h r with g acting on those at h r.
  void compare_with(std::size_t h, std::size_t g, std::vector<Answers> const& answers) {
    Description const& network = network_.description();
    EquivarianceReport found;
    compare_answers(network,
                    answers[h],
                    answers[network.times(g, h)],
                    {.kind = "", .image = 0, .element = g},
                    found);
    report_.values += found.values;
    report_.differing_bits += found.differing_bits;
    report_.not_finite += found.not_finite;
    report_.deviation = std::max(report_.deviation, found.deviation);
    for (std::size_t n = 0; n < numbers_.size() && !report_.first && !holds(network, found); ++n) {
      note_if_refuted(n, h, g, answers);
    }
  }

  /// Keeps the first difference of the input number \p n of those taken in, if it refutes.
  void note_if_refuted(std::size_t n,
                       std::size_t h,
                       std::size_t g,
                       std::vector<Answers> const& answers) {
    Description const& network = network_.description();
    auto const of_one = [&](Answers const& all) {
      std::size_t const size = network.output_size();
      return answers_of(network, std::span(all.numbers).subspan(n * size, size));
    };
    EquivarianceReport found;
    compare_answers(network,
                    of_one(answers[h]),
                    of_one(answers[network.times(g, h)]),
                    {.kind = "", .image = n, .element = g},
                    found);
    if (!holds(network, found)) {
      note(refutes(network, found) ? *found.first : *found.first_not_finite, h);
    }
  }

  /// Keeps the first \p difference, whose image is h r for the input r number `difference.image` of
  /// those taken in.
  void note(Difference difference, std::size_t h) {
    if (report_.first) {
      return;
    }
    std::size_t const size = network_.description().input_size();
    std::vector<float> x(size);
    std::vector<float> moved(size);
    move_input(network_.description(), h, input(difference.image), x);
    move_input(network_.description(), difference.element, x, moved);
    difference.image = numbers_[difference.image];
    report_.first = {difference, x, moved};
  }

  void add_digest(std::span<float const> answers) {
    std::string bytes = report_.answers_sha256;
    bytes.append(reinterpret_cast<char const*>(answers.data()), answers.size_bytes());
    report_.answers_sha256 = sha256(std::string_view(bytes));
  }

  Network& network_;
  IntegerNetwork* integers_;
  DomainReport& report_;
  std::function<bool()> const& has_time_;
  bool is_cut_ = false;
  std::vector<std::size_t> numbers_;
  std::vector<float> inputs_;
};

} // namespace

std::optional<DomainReport> check_part(Network& network,
                                       Domain const& domain,
                                       Range part,
                                       std::function<bool()> const& has_time) {
  DomainReport report;
  report.answers_sha256 = sha256(std::string_view());
  OrbitFinder finder(domain, network.description());
  OrbitComparison comparison(network, report, has_time);
  for (std::size_t index = part.first; index < part.end; ++index) {
    if (comparison.is_cut() || !has_time()) {
      return {};
    }
    Orbit const orbit = finder.find(index);
    switch (orbit.place) {
    case Place::first:
      report.orbits += 1;
      report.inputs += orbit.size;
      report.members += orbit.members;
      report.orbits_of_size[orbit.size] += 1;
      comparison.add(index, finder.input());
      break;
    case Place::again:
      report.repetitions += 1;
      break;
    case Place::later:
      break;
    }
  }
  comparison.compare();
  return comparison.is_cut() ? std::nullopt : std::optional(std::move(report));
}

} // namespace equivarify::runtime
