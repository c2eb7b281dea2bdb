#include "equivarify/runtime/commands/quantise_command.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <utility>
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
    std::string const form = network.engine().describe_form(bound.place);
    out << "  " << left_aligned(bound.layer, 20) << right_aligned(grouped(layer.weights.size()), 12)
        << right_aligned(layer.has_scale() ? text("2^", layer.exponent) : "", 8)
        << right_aligned(grouped(bound.bound), 16) << right_aligned(grouped(bound.limit), 16)
        << "  " << (form.empty() ? "defined" : form) << '\n';
  }
  out << "no sum can be larger, whatever the input: none overflows\n";
}

/// Cutting off lower may cost so many points of the images' best answers.
constexpr double most_loss = 0.002;

/// An integer network, and the share of the sample for which its best answers are the floats'.
struct Quantised {
  std::unique_ptr<IntegerNetwork> network;
  double agreement = 0;
};

/// What is quantised, and by what.
struct Task {
  Program const& program;
  QuantiseOptions options;
  Network& floats;
  std::vector<float> const& sample;
  ThreadPool& pool;
};

Quantised quantised(Task const& task) {
  Description const& description = task.program.description;
  Quantised result{std::make_unique<IntegerNetwork>(
      quantise(description, task.floats.parameters(), task.sample, task.options, task.pool),
      description,
      task.pool)};
  result.agreement = agreement(task.floats, *result.network, task.sample);
  return result;
}

/// Says of each layer what the cap lets its readers be, and what that costs.
void print_caps(std::ostream& out, Quantised const& plain, Quantised const& capped) {
  std::vector<IntegerLayer> const& layers = capped.network->weights().layers;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (layers[l].highest < plain.network->weights().layers[l].highest) {
      out << "  " << layers[l].form.name << " cut off at " << int{layers[l].highest} << '\n';
    }
    std::string const before = plain.network->engine().describe_form(l);
    std::string const after = capped.network->engine().describe_form(l);
    if (before != after) {
      out << "  " << layers[l].form.name << ": " << after << ", not "
          << (before.empty() ? "as defined" : before) << '\n';
    }
  }
  out << "  same best answers as the floats for " << percent(capped.agreement) << ", without for "
      << percent(plain.agreement) << '\n';
}

/// Cut off lower where that lets convolutions be faster and costs few answers.
Quantised with_caps(Task task, Quantised plain) {
  task.options.highest = plain.network->engine().caps_for_tiles(plain.network->weights());
  if (*std::min_element(task.options.highest.begin(), task.options.highest.end()) == 255) {
    return plain;
  }
  Quantised capped = quantised(task);
  bool const is_taken = capped.agreement >= plain.agreement - most_loss;
  std::ostream& out = task.program.console.out;
  out << "activations cut off lower, for larger tiles" << (is_taken ? ":\n" : ", are not taken:\n");
  print_caps(out, plain, capped);
  return is_taken ? std::move(capped) : std::move(plain);
}

Quantised trained_further(Task const& task,
                          QuantiseCommandOptions const& options,
                          Dataset const& sample,
                          Quantised start) {
  Description const& description = task.program.description;
  Dataset const all =
      load_dataset(options.data, Split::train, description, {.limit = options.training.limit});
  std::optional<IntegerWeights> trained =
      train_rounded(task.program,
                    options.training,
                    {start.network->weights(), task.floats, all, sample},
                    task.pool);
  if (!trained) {
    return start;
  }
  Quantised result{std::make_unique<IntegerNetwork>(std::move(*trained), description, task.pool)};
  result.agreement = agreement(task.floats, *result.network, task.sample);
  return result;
}

/// Before work of minutes is done for it.
void require_file_to_write(std::filesystem::path const& file) {
  if (std::filesystem::is_directory(file)) {
    throw FileError(file, "write", EISDIR);
  }
  if (!std::filesystem::exists(file) || std::filesystem::is_regular_file(file)) {
    require_writable(file.has_parent_path() ? file.parent_path() : ".");
  }
}

} // namespace

Outcome run_quantise(Program const& program, QuantiseCommandOptions const& options) {
  require_integer_form(program.description);
  if (has_integer_weights(options.weights)) {
    throw DataError(text(options.weights.string(), ": holds integers already, expected floats"));
  }
  require_file_to_write(options.output);
  ThreadPool pool(options.threads);
  std::unique_ptr<Network> const floats = network_with_weights(program, pool, options.weights);
  Dataset const images =
      load_dataset(options.data, Split::train, program.description, {.limit = options.limit});
  std::vector<float> const sample = sample_of(images);
  Task const task{program, options.quantise, *floats, sample, pool};
  Quantised result = quantised(task);
  std::ostream& out = program.console.out;
  InputRule const& rule = result.network->weights().input;
  out << "inputs: x * " << exact(rule.scale) << ", " << rule.lowest << " to " << rule.highest
      << "; scales by "
      << counted(sample.size() / program.description.input_size(), "training image") << '\n';
  if (options.caps) {
    result = with_caps(task, std::move(result));
  }
  if (options.training.epochs != 0) {
    result = trained_further(task, options, images, std::move(result));
  }
  std::string const digest =
      save_integer_weights(result.network->weights(), program.description, options.output);
  print_bounds(out, *result.network);
  out << "same best answers as the floats for " << percent(result.agreement)
      << " of the training images\n"
      << "wrote " << options.output.string() << "  sha256 " << digest << '\n';
  return Outcome::success;
}

} // namespace equivarify::runtime
