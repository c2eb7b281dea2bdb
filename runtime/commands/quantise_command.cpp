#include "equivarify/runtime/commands/quantise_command.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <vector>

namespace equivarify::runtime {

namespace {

std::vector<float> sample_of(Dataset const& data) {
  std::vector<float> sample(data.size() * data.input_size());
  for (std::size_t i = 0; i < data.size(); ++i) {
    data.input(i, std::span(sample).subspan(i * data.input_size(), data.input_size()));
  }
  return sample;
}

/// The share of images for which both networks have the same best answers.
double agreement(Network& one, Network& other, std::span<float const> images) {
  Description const& description = one.description();
  std::size_t const labels = description.labels();
  std::size_t const count = images.size() / description.input_size();
  std::vector<float> first(count * labels);
  std::vector<float> second(count * labels);
  one.forward(images, first);
  other.forward(images, second);
  std::size_t same = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto const answer = [&](std::vector<float> const& logits) {
      return best_answers(std::span(logits).subspan(i * labels, labels), description.classes).best;
    };
    same += answer(first) == answer(second) ? 1U : 0U;
  }
  return static_cast<double>(same) / static_cast<double>(count);
}

void print_bounds(std::ostream& out, IntegerNetwork const& network) {
  out << "  " << left_aligned("layer", 20) << right_aligned("weights", 12)
      << right_aligned("scale", 8) << right_aligned("largest sum", 16) << right_aligned("limit", 16)
      << "  computed as\n";
  for (RangeBound const& bound : network.bounds()) {
    IntegerLayer const& layer = network.weights().layers[bound.place];
    bool const has_scale = layer.form.kind == FormKind::weighted || layer.joins();
    std::string const form = network.engine().describe_form(bound.place);
    out << "  " << left_aligned(bound.layer, 20) << right_aligned(grouped(layer.weights.size()), 12)
        << right_aligned(has_scale ? text("2^", layer.exponent) : "", 8)
        << right_aligned(grouped(bound.bound), 16) << right_aligned(grouped(bound.limit), 16)
        << "  " << (form.empty() ? "defined" : form) << '\n';
  }
  out << "no sum can be larger, whatever the input: none overflows\n";
}

} // namespace

Outcome run_quantise(Program const& program, QuantiseCommandOptions const& options) {
  require_integer_form(program.description);
  if (has_integer_weights(options.weights)) {
    throw DataError(text(options.weights.string(), ": holds integers already, expected floats"));
  }
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const floats = network_with_weights(program, pool, options.weights);
  std::vector<float> const sample =
      sample_of(load_dataset(options.data, Split::train, program.description, options.limit));
  IntegerWeights const weights =
      quantise(program.description, floats->parameters(), sample, options.quantise, pool);
  IntegerNetwork integers(weights, program.description, pool);
  std::string const digest = save_integer_weights(weights, program.description, options.output);
  std::ostream& out = program.console.out;
  out << "inputs: x * " << exact(weights.input.scale) << ", " << weights.input.lowest << " to "
      << weights.input.highest << "; scales by "
      << grouped(sample.size() / program.description.input_size()) << " training images\n";
  print_bounds(out, integers);
  out << "same best answers as the floats for " << percent(agreement(*floats, integers, sample))
      << " of the training images\n"
      << "wrote " << options.output.string() << "  sha256 " << digest << '\n';
  return Outcome::success;
}

} // namespace equivarify::runtime
