#include "equivarify/codegen/audit/translation/mean_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/float_terms.hpp"
#include "equivarify/codegen/audit/translation/term_order.hpp"

#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

/// What is known of something that a step made.
struct Known {
  enum class Kind {
    key,    ///< the one at `place`
    used,   ///< a key that has been exchanged
    part,   ///< of the number at `place`, positive or negative
    sum,    ///< of the parts at 0, 1, ..., `place`, one after another
    number, ///< made of both whole sums
  };

  Kind kind = Kind::key;
  std::size_t place = 0;
  bool is_negative = false; ///< of parts and sums
  FloatTerm term{};         ///< of a number
};

class MeanReader {
public:
  explicit MeanReader(std::size_t terms) : terms_{terms}, order_{terms} {
    for (std::size_t place = 0; place < terms; ++place) {
      known_.push_back({.kind = Known::Kind::key, .place = place});
    }
  }

  /// Reads \p steps up to the mean.
  void read(Node const& steps) {
    std::size_t const length = steps.length(1, bounds::mean_steps);
    for (std::size_t i = 0; i < length; ++i) {
      Node const step = steps.at(i);
      std::size_t const words = step.length(2, 3);
      std::string const operation = step.at(0).choice(
          {"smaller", "larger", "positive", "negative", "+", "-", "/", "plain_zero"});
      bool const is_of_one =
          operation == "positive" || operation == "negative" || operation == "plain_zero";
      demand(words == (is_of_one ? 2 : 3), "at " + step.pointer + ": another number of operands");
      enter(operation, step);
    }
    demand(open_ == none, "a key that is exchanged by half");
  }

  /// Whether the last step made (P - N) / terms.
  [[nodiscard]] bool is_mean() {
    FloatTerm const difference = floats_.sum(sum_of(false), sum_of(true).negated());
    FloatTerm const mean = floats_.odd("/ " + std::to_string(terms_), {difference});
    return known_.back().kind == Known::Kind::number && known_.back().term == mean;
  }

private:
  static constexpr std::size_t none = SIZE_MAX;

  void enter(std::string const& operation, Node const& step) {
    std::size_t const first = step.at(1).integer(0, known_.size() - 1);
    if (operation == "smaller" || operation == "larger") {
      exchange(operation == "larger", first, step.at(2).integer(0, known_.size() - 1));
    } else if (operation == "positive" || operation == "negative") {
      take_part(known_[first], operation == "negative");
    } else if (operation == "/") {
      demand(step.at(2).integer(1, bounds::copies) == terms_, "a mean of another number of terms");
      known_.push_back(number(floats_.odd("/ " + std::to_string(terms_), {term_of(first)})));
    } else if (operation == "plain_zero") { // no other number has a sign less
      known_.push_back(number(term_of(first)));
    } else {
      add(operation == "-", first, step.at(2).integer(0, known_.size() - 1));
    }
  }

  /// The smaller key comes first, and then the larger one of the same two.
  void exchange(bool is_larger, std::size_t first, std::size_t second) {
    if (!is_larger) {
      demand(open_ == none && first != second && is_key(first) && is_key(second),
             "a smaller key of what are not two keys");
      open_ = first;
      other_ = second;
      order_.exchange(known_[first].place, known_[second].place);
      known_.push_back(known_[first]);
      return;
    }
    demand(open_ == first && other_ == second, "a larger key that is not that of the last two");
    open_ = none;
    known_.push_back(known_[second]);
    known_[first].kind = known_[second].kind = Known::Kind::used;
  }

  void take_part(Known const& key, bool is_negative) {
    demand(key.kind == Known::Kind::key && open_ == none, "a part of what is no key");
    is_sorted_ = is_sorted_ || order_.is_sorted();
    demand(is_sorted_, "terms that are not in the order of size when they are added");
    known_.push_back(
        {.kind = Known::Kind::part, .place = key.place, .is_negative = is_negative, .term = {}});
  }

  void add(bool is_difference, std::size_t first, std::size_t second) {
    Known const a = known_[first];
    Known const b = known_[second];
    bool const begins = a.kind == Known::Kind::part && a.place == 0;
    bool const goes_on = (a.kind == Known::Kind::sum || begins) && b.kind == Known::Kind::part;
    if (goes_on && !is_difference) {
      demand(a.is_negative == b.is_negative && b.place == a.place + 1,
             "a sum of terms that are not one after another, or have other signs");
      known_.push_back(
          {.kind = Known::Kind::sum, .place = b.place, .is_negative = a.is_negative, .term = {}});
      return;
    }
    FloatTerm const term = term_of(second);
    known_.push_back(number(floats_.sum(term_of(first), is_difference ? term.negated() : term)));
  }

  [[nodiscard]] bool is_key(std::size_t index) const {
    return known_[index].kind == Known::Kind::key;
  }

  static Known number(FloatTerm term) { return {.kind = Known::Kind::number, .term = term}; }

  /// P, or N.
  FloatTerm sum_of(bool is_negative) { return floats_.variable(is_negative ? 1 : 0); }

  /// The term of what is a number, or the sum of all parts.
  FloatTerm term_of(std::size_t index) {
    Known const& one = known_[index];
    bool const is_whole =
        one.place + 1 == terms_ &&
        (one.kind == Known::Kind::sum || (one.kind == Known::Kind::part && terms_ == 1));
    demand(one.kind == Known::Kind::number || is_whole, "a number that is not of all terms");
    return is_whole ? sum_of(one.is_negative) : one.term;
  }

  std::size_t terms_;
  TermOrder order_;
  FloatTerms floats_;
  std::vector<Known> known_;
  std::size_t open_ = none;  ///< of two keys whose smaller one is known, and not yet the larger one
  std::size_t other_ = none; ///< the second of the two
  bool is_sorted_ = false;
};

} // namespace

void judge_mean(Node const& node, std::size_t terms) {
  MeanReader reader{terms};
  try {
    reader.read(node);
    demand(reader.is_mean(), "not the mean of all terms");
  } catch (Refusal const& refusal) {
    std::string const reason = refusal.what();
    throw Refusal{reason.starts_with("at ") || reason.starts_with("too large")
                      ? reason
                      : "at " + node.pointer + ": " + reason};
  }
}

} // namespace equivarify::audit
