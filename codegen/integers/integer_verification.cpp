#include "equivarify/codegen/integers/integer_verification.hpp"

#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/integers/description.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

using Input = std::vector<float>;

constexpr std::size_t few_inputs = 20;

/// How many inputs there are, if no more than \p most.
std::optional<std::uint64_t>
domain_size(runtime::InputRule const& rule, std::size_t numbers, std::uint64_t most) {
  auto const values = static_cast<std::uint64_t>(rule.highest - rule.lowest + 1);
  std::uint64_t size = 1;
  for (std::size_t i = 0; i < numbers; ++i) {
    if (size > most / values) {
      return std::nullopt;
    }
    size *= values;
  }
  return size <= most ? std::optional{size} : std::nullopt;
}

/// Compares layer \p l of \p weights, if it is a table, with the function as the reference has it,
/// whose last bits may differ from those of the floats that the table was made of.
void compare_table(runtime::IntegerWeights const& weights,
                   std::size_t l,
                   IntegerStatement& statement) {
  constexpr double most_error = 0.5 + 0x1p-12;
  runtime::IntegerLayer const& layer = weights.layers[l];
  if (layer.form.kind != runtime::FormKind::table) {
    return;
  }
  std::size_t const value = runtime::value_read(layer.form, l, 0);
  auto const function = runtime::function_values(layer.form.function,
                                                 runtime::signed_values(weights)[value],
                                                 runtime::scale_of(weights, value),
                                                 std::string(layer.form.name));
  double const most = runtime::has_negative(layer.table) ? 127 : 255;
  double const least = runtime::has_negative(layer.table) ? -most : 0;
  for (std::size_t i = 0; i < function.size(); ++i) {
    double const y =
        std::clamp(std::ldexp(static_cast<double>(function.at(i)), layer.exponent), least, most);
    ++statement.numbers;
    if (std::abs(y - layer.table[i]) > most_error && statement.differing++ == 0) {
      statement.counterexample = fmt::format(
          "layer {}: entry {} of its table is {}, not {}", layer.form.name, i, layer.table[i], y);
    }
  }
}

/// The program and the reference, next to one another.
class IntegerCheck {
public:
  IntegerCheck(Network const& network,
               runtime::Description const& description,
               std::filesystem::path const& file,
               IntegerCheckOptions const& options)
      : network_{network}, options_{options}, description_{description},
        read_{read_integers(network, file)}, program_{runtime::load_integer_network(
                                                 description_, pool_, file)} {
    result_.file = file.string();
    result_.sha256 = read_.sha256;
    result_.elements = network.group.order();
  }

  IntegerVerification run() {
    add_bounds();
    result_.statements = {
        {.says = "p N = F: copy e of the program's logits is F(x) by the definition"},
        {.says = "N(g x) = g N(x) for every element g"}};
    check_tables();
    std::uint64_t const terms = std::max<std::uint64_t>(multiply_adds(), 1);
    auto const domain = domain_size(rule(), description_.input_size(), options_.most_terms / terms);
    result_.all = domain.has_value();
    result_.inputs = domain ? *domain : options_.inputs == 0 ? few_inputs : options_.inputs;
    runtime::Random random{options_.seed};
    for (std::size_t n = 0; n < result_.inputs; ++n) {
      check(domain ? numbered(n) : drawn(random));
    }
    return std::move(result_);
  }

private:
  [[nodiscard]] runtime::InputRule const& rule() const { return program_->weights().input; }

  void add_bounds() {
    for (runtime::RangeBound const& bound : program_->bounds()) {
      IntegerBound& said = result_.bounds.emplace_back();
      said.layer = bound.layer;
      said.largest = bound.bound;
      said.limit = bound.limit;
      said.lowest = said.highest = bound.values.front().lowest;
      for (runtime::Interval const& value : bound.values) {
        said.lowest = std::min(said.lowest, value.lowest);
        said.highest = std::max(said.highest, value.highest);
      }
      said.form = program_->engine().describe_form(bound.place);
      said.largest_factor = program_->engine().largest_factor(bound.place);
    }
  }

  void check_tables() {
    IntegerStatement statement{
        .says = "each table is its function, rounded to the nearest at its scales"};
    for (std::size_t l = 0; l < program_->weights().layers.size(); ++l) {
      compare_table(program_->weights(), l, statement);
    }
    if (statement.numbers > 0) {
      result_.statements.push_back(std::move(statement));
    }
  }

  /// Of an input and all that it is moved to, with the reference's.
  [[nodiscard]] std::uint64_t multiply_adds() const {
    std::uint64_t sum = 0;
    for (runtime::IntegerLayer const& layer : program_->weights().layers) {
      sum += layer.weights.size() * layer.form.output_pixels();
    }
    return sum * description_.order * (description_.order + 2);
  }

  [[nodiscard]] float number(std::int32_t q) const {
    return static_cast<float>(static_cast<double>(q) / rule().scale);
  }

  /// Input \p n of all: its digits are the integers.
  [[nodiscard]] Input numbered(std::size_t n) const {
    Input x(description_.input_size());
    auto const values = static_cast<std::size_t>(rule().highest - rule().lowest + 1);
    for (float& value : x) {
      value = number(rule().lowest + static_cast<std::int32_t>(n % values));
      n /= values;
    }
    return x;
  }

  [[nodiscard]] Input drawn(runtime::Random& random) const {
    Input x(description_.input_size());
    auto const values = static_cast<std::uint64_t>(rule().highest - rule().lowest + 1);
    for (float& value : x) {
      value = number(rule().lowest + static_cast<std::int32_t>(random.below(values)));
    }
    return x;
  }

  [[nodiscard]] std::vector<float> logits(Input const& x) {
    std::vector<float> result(description_.labels());
    program_->forward(x, result);
    return result;
  }

  void compare(IntegerStatement& statement, Input const& x, bool is_equal) {
    ++statement.numbers;
    if (!is_equal && statement.differing++ == 0) {
      statement.counterexample = fmt::format("x = [{}]", fmt::join(x, ", "));
    }
  }

  void check(Input const& x) {
    std::vector<float> const at_x = logits(x);
    std::vector<double> const expected =
        evaluate_integers(network_, read_.tensors, {x.begin(), x.end()});
    std::size_t const classes = description_.classes;
    for (std::size_t i = 0; i < classes; ++i) {
      double const logit = std::ldexp(expected[i], -read_.tensors.exponent);
      compare(result_.statements[0], x, static_cast<double>(at_x[i]) == logit);
    }
    for (algebra::Element const g : network_.group.elements()) {
      std::vector<float> const moved = logits(act_on_input(network_, g, x));
      for (std::size_t i = 0; i < moved.size(); ++i) {
        std::size_t const source =
            description_.product[description_.inverse[g.index()]][i / classes];
        compare(result_.statements[1], x, moved[i] == at_x[source * classes + i % classes]);
      }
    }
  }

  Network const& network_;
  IntegerCheckOptions options_;
  runtime::ThreadPool pool_{1};
  runtime::Description description_;
  IntegerFile read_;
  std::unique_ptr<runtime::IntegerNetwork> program_;
  IntegerVerification result_;
};

/// What \p judge says of \p file by the description of \p network.
template <typename Judge>
auto judged(Network const& network, std::filesystem::path const& file, Judge const& judge) {
  if (std::filesystem::exists(file) && !holds_integers(file)) {
    throw WeightsError(fmt::format(
        "{}: does not say that it holds integers, expected a file that `quantise` wrote",
        file.string()));
  }
  try {
    return judge(integer_description(network));
  } catch (NoIntegerForm const& reason) {
    throw WeightsError(
        fmt::format("{} cannot be evaluated in integers: {}", network.name, reason.what()));
  }
}

} // namespace

bool IntegerVerification::holds() const {
  return std::all_of(statements.begin(), statements.end(), [](auto const& statement) {
    return statement.differing == 0;
  });
}

IntegerVerification verify_integers(Network const& network,
                                    std::filesystem::path const& file,
                                    IntegerCheckOptions const& options) {
  return judged(network, file, [&](auto const& description) {
    return IntegerCheck{network, description, file, options}.run();
  });
}

void require_sound_integers(Network const& network, std::filesystem::path const& file) {
  judged(network, file, [&](auto const& description) {
    runtime::ThreadPool pool{1};
    return runtime::load_integer_network(description, pool, file);
  });
}

} // namespace equivarify::codegen
