#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/data/input_data.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

/// An array and where it comes from.
struct Read {
  NumberArray array;
  std::string place;

  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(place, ": ", reason));
  }
};

/// The rows of a field that a choice asks for.
using Reader = std::function<Read(Field const&)>;

void require_finite(Read const& read) {
  std::size_t const place = first_not_finite(read.array);
  if (place != read.array.size()) {
    read.fail(text("the number at ",
                   place_text(read.array, place),
                   " is ",
                   exact(number_at(read.array, place)),
                   ", expected finite numbers of single precision"));
  }
}

void require_rows(Read const& read, std::string const& what, std::size_t images) {
  if (read.array.rows() != images) {
    read.fail(text("holds ", read.array.rows(), " ", what, " for ", images, " images"));
  }
}

/// Whether \p number is one of 0, ..., \p count - 1.
bool is_below(double number, std::size_t count) {
  return number >= 0 && number < static_cast<double>(count) && number == std::floor(number);
}

/// What a list of numbers says of each image: there are \p count numbers, called \p what.
struct Column {
  std::size_t count = 0;
  char const* what = "";
  char const* range = "";
};

/// The numbers of the list \p read for the rows that it holds, each below the count of \p column;
/// the list must have one for each of \p images images.
std::vector<std::uint32_t>
column_in(Read const& read, std::size_t images, Description const& network, Column const& column) {
  if (read.array.extents.empty() || read.array.row_size() != 1) {
    read.fail(text("holds ",
                   product_text(read.array.extents),
                   " values, expected one list of ",
                   column.what,
                   "s"));
  }
  require_rows(read, text(column.what, "s"), images);
  std::vector<std::uint32_t> numbers;
  Range const held = read.array.held();
  numbers.reserve(held.size());
  for (std::size_t i = held.first; i < held.end; ++i) {
    double const number = number_at(read.array, i - held.first);
    if (!is_below(number, column.count)) {
      read.fail(text(column.what,
                     " ",
                     i,
                     " is ",
                     exact(number),
                     ", but the network ",
                     network.name,
                     " has ",
                     column.range,
                     " 0 to ",
                     column.count - 1));
    }
    numbers.push_back(static_cast<std::uint32_t>(number));
  }
  return numbers;
}

/// Targets are classes, probabilities or any finite numbers, as the loss of \p output asks.
void check_values(Read const& read, OutputFacts const& output) {
  bool const are_probabilities = output.loss == Loss::binary_cross_entropy;
  if (!output.has_class_targets() && !are_probabilities) {
    require_finite(read);
    return;
  }
  for (std::size_t i = 0; i < read.array.size(); ++i) {
    double const number = number_at(read.array, i);
    bool const fits =
        are_probabilities ? number >= 0 && number <= 1 : is_below(number, output.classes);
    if (!fits) {
      read.fail(text("the target at ",
                     place_text(read.array, i),
                     " is ",
                     exact(number),
                     ", but the output ",
                     output.name,
                     are_probabilities ? " is trained for probabilities, 0 to 1"
                                       : text(" has classes 0 to ", output.classes - 1)));
    }
  }
}

NumberArray targets_in(Read read, std::size_t images, OutputFacts const& output) {
  if (read.array.extents.empty() || read.array.row_size() != output.target_size()) {
    read.fail(
        text("holds ",
             product_text(read.array.extents),
             " values, but the output ",
             output.name,
             " has targets of ",
             output.target_size(),
             output.target_size() == 1 ? " number for each image" : " numbers for each image"));
  }
  require_rows(read, "targets", images);
  check_values(read, output);
  return std::move(read.array);
}

/// Lets \p dataset have \p count pictures, which all those that it holds are among.
void set_size(Dataset& dataset, std::size_t count) {
  dataset.inputs.extents.front() = count;
  for (NumberArray& array : dataset.targets) {
    array.extents.front() = count;
  }
}

/// Sets what is to be learnt of the pictures of \p dataset, whose inputs are there.
void read_what_to_learn(Description const& description, Reader const& read, Dataset& dataset) {
  std::vector<Field> const fields = fields_of(description);
  std::size_t const first = input_fields_of(description).size();
  std::size_t const count = dataset.size();
  if (description.outputs.empty()) {
    dataset.classes = column_in(
        read(fields[first]), count, description, {description.classes, "label", "classes"});
    if (description.training.pose == Pose::given) {
      dataset.poses = column_in(
          read(fields[first + 1]), count, description, {description.order, "pose", "elements"});
    }
  }
  for (std::size_t i = 0; i < description.outputs.size(); ++i) {
    dataset.targets.push_back(targets_in(read(fields[first + i]), count, description.outputs[i]));
  }
}

} // namespace

Dataset load_dataset(std::filesystem::path const& path,
                     Split split,
                     Description const& description,
                     RowChoice const& choice) {
  DataFolder const folder(path, split, description);
  auto const archive_with = [&](Field const& field) -> ArrayArchive const& {
    return folder.archive_with(field);
  };
  Dataset dataset{.inputs = read_inputs(description, archive_with, choice)};
  read_what_to_learn(
      description,
      [&](Field const& field) {
        ArrayArchive const& archive = archive_with(field);
        return Read{archive.read_rows(field, choice), archive.place(field)};
      },
      dataset);
  if (choice.limit != 0) {
    set_size(dataset, std::min(choice.limit, dataset.size()));
  }
  return dataset;
}

} // namespace equivarify::runtime
