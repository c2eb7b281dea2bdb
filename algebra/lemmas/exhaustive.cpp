#include "equivarify/algebra/lemmas/exhaustive.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

/// The layer that reads copy number \p copy of \p order.
std::vector<Label> layer_of_copy(std::size_t copy, std::size_t order) {
  std::vector<Label> layer(order + 1, 0);
  layer[copy] = 1;
  return layer;
}

/// The instance with all tables zero and the layer that reads the first copy.
Instance blank_instance(NamedSet const& x, std::uint32_t labels) {
  std::uint32_t const order = x.set.group().order();
  Instance instance{.x = x, .labels = labels};
  instance.map.assign(x.set.size(), 0);
  instance.other_map.assign(x.set.size(), 0);
  instance.next.assign(labels, 0);
  instance.tuple.assign(order, 0);
  instance.layers = {layer_of_copy(0, order)};
  return instance;
}

/// \p base to the power \p exponent, or \p limit + 1 if that is less.
std::uint64_t bounded_power(std::uint64_t base, std::size_t exponent, std::uint64_t limit) {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < exponent && result <= limit; ++i) {
    result *= base;
  }
  return std::min(result, limit + 1);
}

/// Runs one lemma over the instances of one set and one number of labels.
class Block {
public:
  Block(Lemma const& lemma,
        Construction const& construction,
        ExhaustiveOptions const& options,
        ExhaustiveReport& report)
      : lemma_{lemma}, construction_{construction}, options_{options}, report_{report} {}

  /// Maps and tuples vary one after the other, for no equation of a lemma speaks of both. \p share
  /// is how much work may be done, where there is a bound.
  void run(Instance instance, std::uint64_t share) {
    Uses const& uses = lemma_.uses;
    share_ends_ = work_ + share;
    is_first_ = true;
    if (uses.map) {
      std::vector<Label*> digits = digits_of(instance.map);
      append(digits, instance.other_map, uses.other_map);
      append(digits, instance.next, uses.next);
      sweep(instance, digits);
    }
    is_first_ = true;
    if (uses.tuple && !uses.layer) {
      sweep(instance, digits_of(instance.tuple));
    }
    if (uses.layer) {
      sweep_layers(instance);
    }
  }

  /// That is done.
  [[nodiscard]] std::uint64_t work() const { return work_; }

private:
  static std::vector<Label*> digits_of(std::vector<Label>& table) {
    std::vector<Label*> digits;
    append(digits, table, true);
    return digits;
  }

  static void append(std::vector<Label*>& digits, std::vector<Label>& table, bool used) {
    for (Label& digit : table) {
      if (used) {
        digits.push_back(&digit);
      }
    }
  }

  /// The layers that read one copy: they tell any two tuples apart. All of them see each sample,
  /// for what the copies see of it costs more than what a layer makes of that.
  void sweep_layers(Instance& instance) {
    std::size_t const order = instance.tuple.size();
    std::vector<std::vector<Label>> layers;
    for (std::size_t copy = 0; copy < order; ++copy) {
      layers.push_back(layer_of_copy(copy, order));
    }
    if (cases_of(instance, order) > options_.max_cases) {
      instance.layers = std::move(layers);
      sweep(instance, digits_of(instance.tuple));
      return;
    }
    for (std::vector<Label>& layer : layers) {
      instance.layers = {std::move(layer)};
      sweep(instance, digits_of(instance.tuple));
    }
  }

  /// How many instances there are with so many digits, or more than max_cases.
  [[nodiscard]] std::uint64_t cases_of(Instance const& instance, std::size_t digits) const {
    return bounded_power(instance.labels, digits, options_.max_cases);
  }

  /// All instances with these digits, or samples of them where they are too many.
  void sweep(Instance& instance, std::vector<Label*> const& digits) {
    if (!goes_on()) {
      return;
    }
    is_cut_ = false;
    std::uint64_t const cases = cases_of(instance, digits.size());
    bool const are_few = cases <= options_.max_cases;
    if (are_few) {
      sweep_part(instance, digits, cases);
    } else {
      sample(instance, digits);
    }
    if (options_.part.index == 0 && !report_.cut_short) {
      (are_few && !is_cut_ ? report_.complete : report_.sampled) += instance.layers.size();
    }
    ++sweeps_;
  }

  /// Whether another case is to be tried.
  bool goes_on() {
    bool const is_over = report_.refutation || report_.cut_short;
    report_.cut_short = report_.cut_short || (!is_over && !options_.watch.has_time());
    return !is_over && !report_.cut_short && is_within_bound();
  }

  /// Whether the share, of which one case is always a part, and the whole bound leave another case.
  bool is_within_bound() {
    bool const is_within =
        options_.max_work == 0 || (work_ < options_.max_work && (is_first_ || work_ < share_ends_));
    is_cut_ = !is_within;
    report_.bounded = report_.bounded || is_cut_;
    return is_within;
  }

  /// Tries the cases of this part out of \p cases.
  void sweep_part(Instance& instance, std::vector<Label*> const& digits, std::uint64_t cases) {
    CasePart const part = options_.part;
    auto const begin = [&](std::uint64_t index) {
      return cases / part.count * index + std::min(index, cases % part.count);
    };
    std::uint64_t const end = begin(part.index + 1);
    set(digits, instance.labels, begin(part.index));
    for (std::uint64_t n = begin(part.index); n < end && goes_on(); ++n) {
      try_one(instance, n);
      advance(digits, instance.labels);
    }
    set(digits, instance.labels, 0);
  }

  void sample(Instance& instance, std::vector<Label*> const& digits) {
    std::mt19937_64 random{options_.seed};
    for (std::uint64_t i = 0; i < options_.samples && goes_on(); ++i) {
      for (Label* const digit : digits) {
        *digit = static_cast<Label>(random() % instance.labels);
      }
      if ((sweeps_ + i) % options_.part.count == options_.part.index) {
        try_one(instance, i);
      }
    }
  }

  /// Writes \p number with these digits, the first of which counts ones.
  static void set(std::vector<Label*> const& digits, std::uint32_t base, std::uint64_t number) {
    for (Label* const digit : digits) {
      *digit = static_cast<Label>(number % base);
      number /= base;
    }
  }

  /// The next number with these digits; 0 after the last.
  static void advance(std::vector<Label*> const& digits, std::uint32_t base) {
    for (Label* const digit : digits) {
      if (++*digit < base) {
        return;
      }
      *digit = 0;
    }
  }

  void try_one(Instance const& instance, std::uint64_t index) {
    is_first_ = false;
    report_.cases += instance.layers.size();
    if (options_.counts_alone) {
      return;
    }
    Outcome outcome = try_lemma(lemma_, instance, construction_);
    report_.equations += outcome.equations;
    std::uint64_t const order = instance.tuple.size();
    work_ += outcome.equations + instance.layers.size() * 4 * order * order;
    report_.refutation = std::move(outcome.refutation);
    report_.refuted_at = report_.refutation ? CasePlace{sweeps_, index} : CasePlace{};
  }

  Lemma const& lemma_;
  Construction const& construction_;
  ExhaustiveOptions const& options_;
  ExhaustiveReport& report_;
  std::uint64_t sweeps_ = 0; ///< that are over
  std::uint64_t work_ = 0;
  std::uint64_t share_ends_ = 0; ///< at so much work
  bool is_cut_ = false;          ///< whether the bound left out cases of the sweep
  bool is_first_ = true;         ///< whether the next case is the first of its kind on its set
};

} // namespace

ExhaustiveReport check_exhaustively(Lemma const& lemma,
                                    std::vector<NamedSet> const& sets,
                                    Construction const& construction,
                                    ExhaustiveOptions const& options) {
  ExhaustiveReport report;
  Block block{lemma, construction, options, report};
  std::uint64_t left = options.max_labels * sets.size();
  for (std::uint32_t labels = 1; labels <= options.max_labels; ++labels) {
    for (NamedSet const& x : sets) {
      if (!report.refutation && !report.cut_short) {
        std::uint64_t const spent = std::min(block.work(), options.max_work);
        block.run(blank_instance(x, labels), (options.max_work - spent) / left);
      }
      --left;
    }
  }
  return report;
}

ExhaustiveReport merge_parts(std::vector<ExhaustiveReport> const& parts) {
  ExhaustiveReport merged;
  for (ExhaustiveReport const& part : parts) {
    merged.cases += part.cases;
    merged.equations += part.equations;
    merged.complete += part.complete;
    merged.sampled += part.sampled;
    merged.cut_short = merged.cut_short || part.cut_short;
    merged.bounded = merged.bounded || part.bounded;
    bool const is_first = !merged.refutation || part.refuted_at < merged.refuted_at;
    if (part.refutation && is_first) {
      merged.refutation = part.refutation;
      merged.refuted_at = part.refuted_at;
    }
  }
  return merged;
}

} // namespace equivarify::algebra::lemmas
