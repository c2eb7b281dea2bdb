#include "equivarify/runtime/commands/predict_command.hpp"

#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/data_folder.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/data/input_data.hpp"
#include "equivarify/runtime/data/png.hpp"
#include "equivarify/runtime/evaluation/output_prediction.hpp"
#include "equivarify/runtime/evaluation/prediction.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <memory>
#include <vector>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

bool is_png(fs::path const& path) {
  constexpr std::array<char, 4> signature{'\x89', 'P', 'N', 'G'};
  std::array<char, 4> start{};
  std::ifstream stream(path, std::ios::binary);
  stream.read(start.data(), start.size());
  return start == signature;
}

void invert(NumberArray& pictures, fs::path const& path) {
  if (pictures.type != NumberType::u8) {
    throw DataError(text(path.string(),
                         ": holds numbers of type ",
                         name_of(pictures.type),
                         ", but --invert is for pictures of bytes (uint8)"));
  }
  std::transform(pictures.bytes.begin(),
                 pictures.bytes.end(),
                 pictures.bytes.begin(),
                 [](std::uint8_t byte) { return static_cast<std::uint8_t>(255 - byte); });
}

/// The inputs in \p archive, which is the file \p path.
Dataset
read_pictures(Description const& network, ArrayArchive const& archive, fs::path const& path) {
  for (Field const& field : input_fields_of(network)) {
    if (!archive.has(field)) {
      throw DataError(text(path.string(), ": holds no ", field.name));
    }
  }
  if (!network.input_parts.empty()) {
    auto const same = [&](Field const& /*field*/) -> ArrayArchive const& { return archive; };
    return {.inputs = read_inputs(network, same)};
  }
  Field const field{inputs_field};
  Dataset pictures{.inputs = archive.read(field)};
  std::size_t const size = pictures.size() == 0 ? 0 : pictures.input_size();
  if (size != network.input_size()) {
    throw DataError(text(archive.place(field),
                         ": its pictures have ",
                         size,
                         " pixels, but the network ",
                         network.name,
                         " takes ",
                         network.input_size()));
  }
  return pictures;
}

std::vector<float> read_from_array(Description const& network, PredictOptions const& options) {
  std::unique_ptr<ArrayArchive> const archive = open_archive(options.picture, network);
  Dataset pictures = read_pictures(network, *archive, options.picture);
  std::size_t const count = pictures.size();
  if (options.index >= count) {
    throw DataError(text(options.picture.string(),
                         ": has pictures 0 to ",
                         count - 1,
                         ", but ",
                         options.index,
                         " was asked for"));
  }
  if (options.invert) {
    invert(pictures.inputs, options.picture);
  }
  std::vector<float> image(network.input_size());
  pictures.input(options.index, image);
  if (!std::all_of(image.begin(), image.end(), [](float value) { return std::isfinite(value); })) {
    throw DataError(text(archive->place({inputs_field}),
                         ": picture ",
                         options.index,
                         " has a value that is no finite number of single precision"));
  }
  return image;
}

std::vector<float> read_picture(Description const& network, PredictOptions const& options) {
  if (!is_png(options.picture)) {
    return read_from_array(network, options);
  }
  if (!network.input_parts.empty()) {
    throw DataError(text(options.picture.string(),
                         ": a picture alone, but the input of the network ",
                         network.name,
                         " has several parts"));
  }
  std::vector<std::uint8_t> const pixels = read_png(options.picture,
                                                    {.channels = network.channels,
                                                     .rows = network.rows,
                                                     .columns = network.columns,
                                                     .invert = options.invert,
                                                     .resize = options.resize});
  std::vector<float> image(pixels.size());
  to_floats(pixels, image);
  return image;
}

/// The answers of one class, such as `0 at 0° or 180°`.
std::string poses_text(Description const& network, Answer const& answer, std::size_t class_index) {
  std::vector<std::string> turns;
  for (Label const& label : answer.best) {
    if (label.class_index == class_index) {
      turns.push_back(network.element_labels[label.element]);
    }
  }
  return text(network.class_names[class_index], " at ", alternatives(turns));
}

/// All best answers and how sure they are.
std::string answer_text(Description const& network, Answer const& answer) {
  if (answer.classes.empty()) {
    return "no answer: the outputs are no numbers";
  }
  std::vector<std::string> classes;
  for (std::size_t const c : answer.classes) {
    classes.push_back(poses_text(network, answer, c));
  }
  bool const one_class = classes.size() == 1;
  return text(alternatives(classes),
              ": ",
              percent(answer.class_probability),
              one_class ? " sure of the class, " : " sure of each class, ",
              percent(answer.pose_probability),
              answer.best.size() == answer.classes.size() ? " of its turn" : " of each turn");
}

/// One line a copy of the network: its probabilities in percent, class by class.
void print_probabilities(std::ostream& out,
                         Description const& network,
                         TurnPrediction const& turn) {
  out << "    " << left_aligned("", 10);
  for (std::string const& name : network.class_names) {
    out << right_aligned(name, 8);
  }
  out << '\n';
  for (std::size_t h = 0; h < network.order; ++h) {
    out << "    " << left_aligned(network.element_labels[h], 10);
    for (std::size_t c = 0; c < network.classes; ++c) {
      auto const share = static_cast<double>(turn.probabilities[h * network.classes + c]);
      out << right_aligned(fixed(100 * share, 2), 8);
    }
    out << '\n';
  }
}

void print(std::ostream& out, Description const& network, Prediction const& prediction) {
  for (TurnPrediction const& turn : prediction.turns) {
    if (prediction.turns.size() > 1) {
      out << "turned by " << network.element_labels[turn.element] << ": ";
    }
    out << answer_text(network, turn.answer) << '\n';
    print_probabilities(out, network, turn);
  }
  if (prediction.turns.size() > 1) {
    out << "each table is the first one with its rows moved by the turn: "
        << prediction.shift_differing_bits << " bits differ\n";
  }
}

/// The numbers of an output, of which the first few are shown.
std::string numbers_text(std::vector<float> const& values) {
  constexpr std::size_t shown = 16;
  std::string result;
  for (std::size_t i = 0; i < std::min(shown, values.size()); ++i) {
    result.append(i == 0 ? "" : " ").append(fixed(static_cast<double>(values[i]), 5));
  }
  if (values.size() > shown) {
    result.append(text(" ... (", values.size(), " numbers; --json has all)"));
  }
  return result;
}

/// What one output says, such as `digit: 7, 98.2 % sure`.
std::string output_text(OutputFacts const& output, OutputAnswer const& answer) {
  if (output.loss == Loss::cross_entropy_per_cell) {
    auto const tied = std::count_if(answer.best.begin(), answer.best.end(), [](auto const& cell) {
      return cell.best.size() != 1;
    });
    return text(output.cells, " cells, ", tied, " of them undecided (--json has all)");
  }
  if (answer.best.empty()) {
    return numbers_text(answer.probabilities.empty() ? answer.values : answer.probabilities);
  }
  std::vector<std::string> names;
  for (std::size_t const entry : answer.best.front().best) {
    names.push_back(class_name(output, entry));
  }
  return names.empty() ? "no answer: the outputs are no numbers"
                       : text(alternatives(names),
                              ", ",
                              percent(answer.best.front().probability),
                              names.size() == 1 ? " sure" : " sure of each");
}

void print(std::ostream& out, Description const& network, OutputPrediction const& prediction) {
  for (OutputsOfTurn const& turn : prediction.turns) {
    if (prediction.turns.size() > 1) {
      out << "turned by " << network.element_labels[turn.element] << ":\n";
    }
    for (std::size_t i = 0; i < turn.outputs.size(); ++i) {
      out << "  " << network.outputs[i].name << ": "
          << output_text(network.outputs[i], turn.outputs[i]) << '\n';
    }
  }
  if (prediction.turns.size() > 1) {
    out << "each output is the first one moved by the turn: " << prediction.differing_bits
        << " bits differ\n";
  }
}

/// Says which answers are no numbers, if there are such.
void print_answer_that_is_none(std::ostream& out,
                               Description const& network,
                               NotFinite const& not_finite) {
  if (not_finite.answers != 0) {
    out << "NO NUMBERS: the answer to the picture turned by g = "
        << network.element_names[not_finite.element]
        << " is not finite: what was put in is too large for the network, or the network divides "
           "by 0\n";
  }
}

} // namespace

Outcome run_predict(Program const& program, PredictOptions const& options) {
  std::vector<float> const image = read_picture(program.description, options);
  ThreadPool pool(1);
  std::unique_ptr<Network> const network = network_with_weights(program, pool, options.weights);
  auto const show = [&](auto const& prediction) {
    write_json(program, options.json, to_json(program.description, prediction));
    if (options.json != "-") {
      print(program.console.out, program.description, prediction);
      print_answer_that_is_none(program.console.out, program.description, prediction.not_finite);
    }
    return prediction.not_finite.answers == 0 ? Outcome::success : Outcome::refuted;
  };
  if (program.description.outputs.empty()) {
    return show(predict(*network, image, options.all_turns));
  }
  return show(predict_outputs(*network, image, options.all_turns));
}

} // namespace equivarify::runtime
