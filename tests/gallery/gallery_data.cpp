// gallery_data NAME FOLDER [SOURCE]: writes the data of one task of the gallery as .npy files, a
// picture of three test inputs, and how good guessing is. SOURCE is what tasks read that do not
// make their data themselves.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "picture.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

static_assert(std::endian::native == std::endian::little, "the files say <f4");

/// The header of NumPy's format, version 1.0, for \p field: it ends where a multiple of 64 bytes
/// does.
std::string npy_header(Field const& field) {
  std::string shape;
  for (std::size_t const extent : field.extents) {
    shape += ", " + std::to_string(extent);
  }
  std::string header = "{'descr': '";
  header += field.pixels ? "|u1" : "<f4";
  header += "', 'fortran_order': False, 'shape': (" + std::to_string(field.rows());
  header += field.extents.empty() ? std::string(",") : shape;
  header += "), }";
  header.resize((header.size() + 10 + 1 + 63) / 64 * 64 - 10 - 1, ' ');
  header += '\n';
  std::string start("\x93NUMPY\x01\x00", 8);
  start += static_cast<char>(header.size() % 256);
  start += static_cast<char>(header.size() / 256);
  return start + header;
}

void write_npy(fs::path const& path, Field const& field) {
  std::ofstream file(path, std::ios::binary);
  file.exceptions(std::ios::badbit | std::ios::failbit);
  file << npy_header(field);
  if (field.pixels) {
    for (float const value : field.values) {
      file.put(static_cast<char>(static_cast<unsigned char>(std::lround(255 * value))));
    }
    return;
  }
  file.write(reinterpret_cast<char const*>(field.values.data()),
             static_cast<std::streamsize>(field.values.size() * sizeof(float)));
}

/// The mean over the numbers of a row of the variance that \p field has there: the mean squared
/// error of whoever always answers the mean.
double variance(Field const& field) {
  std::size_t const size = field.row_size();
  double const rows = static_cast<double>(field.rows());
  double total = 0;
  for (std::size_t i = 0; i < size; ++i) {
    double sum = 0;
    double squares = 0;
    for (std::size_t place = i; place < field.values.size(); place += size) {
      double const value = static_cast<double>(field.values[place]);
      sum += value;
      squares += value * value;
    }
    total += squares / rows - sum / rows * (sum / rows);
  }
  return total / static_cast<double>(size);
}

/// The share of the commonest number of \p field.
double commonest(Field const& field) {
  std::map<float, std::size_t> counts;
  for (float const value : field.values) {
    ++counts[value];
  }
  std::size_t most = 0;
  for (auto const& [value, count] : counts) {
    most = std::max(most, count);
  }
  return static_cast<double>(most) / static_cast<double>(field.values.size());
}

/// What a network that knows nothing of its input can reach, for each target of \p split.
nlohmann::json guesses(Split const& split) {
  nlohmann::json result;
  for (Field const& field : split.fields) {
    if (field.name != "inputs") {
      result[field.name] = {{"commonest", commonest(field)}, {"variance", variance(field)}};
    }
  }
  return result;
}

int run(std::string const& name, fs::path const& folder, fs::path const& source) {
  auto const task = tasks().find(name);
  if (task == tasks().end()) {
    std::cerr << "gallery_data: there is no task " << name << "; expected one of";
    for (auto const& [known, make] : tasks()) {
      std::cerr << ' ' << known;
    }
    std::cerr << '\n';
    return 2;
  }
  fs::create_directories(folder);
  std::vector<Split> splits = task->second(source);
  for (Split const& split : splits) {
    for (Field const& field : split.fields) {
      write_npy(folder / (split.name + "-" + field.name + ".npy"), field);
    }
  }
  std::ofstream(folder / "inputs.svg") << picture_of(splits.back().field("inputs"), 3);
  std::ofstream(folder / "guesses.json") << guesses(splits.back()).dump(2) << '\n';
  return 0;
}

} // namespace
} // namespace equivarify::gallery

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: gallery_data NAME FOLDER [SOURCE]\n";
    return 2;
  }
  try {
    return equivarify::gallery::run(argv[1], argv[2], argc == 4 ? argv[3] : "");
  } catch (std::exception const& error) {
    std::cerr << "gallery_data: " << error.what() << '\n';
    return 2;
  }
}
