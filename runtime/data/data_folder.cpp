#include "equivarify/runtime/data/data_folder.hpp"

#include "equivarify/runtime/data/array_files.hpp"
#include "equivarify/runtime/data/csv_data.hpp"
#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/idx.hpp"
#include "equivarify/runtime/data/picture_folder.hpp"
#include "equivarify/runtime/data/tensor_data.hpp"
#include "equivarify/runtime/files/byte_source.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The rest of the name that MNIST gives the file of \p field, where \p classes says what each
/// picture is; nothing for other fields.
std::string mnist_name(std::string const& field, std::string const& classes) {
  if (field == inputs_field) {
    return "-images-idx3-ubyte";
  }
  if (field == classes) {
    return "-labels-idx1-ubyte";
  }
  return field == poses_field ? "-poses-idx1-ubyte" : "";
}

/// Whether \p folder has a folder in it.
bool has_folders(fs::path const& folder) {
  if (!fs::is_directory(folder)) {
    return false;
  }
  auto const entries = fs::directory_iterator{folder};
  return std::any_of(fs::begin(entries), fs::end(entries), [](fs::directory_entry const& entry) {
    return entry.is_directory();
  });
}

/// The files \p name and \p name.gz in \p folder that there are.
std::vector<fs::path> spellings(fs::path const& folder, std::string const& name) {
  std::vector<fs::path> files;
  for (fs::path const& file : {folder / name, folder / (name + ".gz")}) {
    if (fs::exists(file)) {
      files.push_back(file);
    }
  }
  return files;
}

/// Where the field \p field of \p split was looked for.
std::string nothing_found(std::string const& field, std::string const& classes, Split split) {
  std::string const stem = split_name(split);
  std::string const name = mnist_name(field, classes);
  return text("found no ",
              field,
              " of the ",
              stem,
              " data: neither ",
              stem,
              "-",
              field,
              ".npy nor .idx, none in ",
              stem,
              ".npz, ",
              stem,
              ".safetensors, ",
              stem,
              ".csv or a folder ",
              stem,
              " with pictures for each class",
              name.empty() ? "" : ", no ",
              name.empty() ? "" : (split == Split::test ? "t10k" : stem) + name,
              "; name the folder with the data by --data");
}

} // namespace

std::string split_name(Split split) {
  switch (split) {
  case Split::train:
    return "train";
  case Split::test:
    return "test";
  case Split::validation:
    break;
  }
  return "validation";
}

DataFolder::DataFolder(fs::path path, Split split, Description const& description)
    : path_(std::move(path)), split_(split) {
  if (!fs::exists(path_)) {
    throw DataError(
        text(path_.string(), ": there is no such folder; name the one with the data by --data"));
  }
  if (!fs::is_directory(path_)) {
    throw DataError(text(path_.string(), ": is no folder; name the one with the data by --data"));
  }
  open_all(description);
}

void DataFolder::open_all(Description const& description) {
  std::string const stem = split_name(split_);
  std::vector<Field> const fields = fields_of(description);
  if (auto const classes = class_field(description)) {
    classes_ = classes->name;
  }
  for (Field const& field : fields) {
    for (char const* const ending : {".npy", ".idx"}) {
      for (fs::path const& file : spellings(path_, text(stem, "-", field.name, ending))) {
        archives_.push_back(open_array_file(file, field.name));
      }
    }
    open_idx(field);
  }
  if (fs::exists(path_ / (stem + ".npz"))) {
    archives_.push_back(open_npz(path_ / (stem + ".npz")));
  }
  if (fs::exists(path_ / (stem + ".safetensors"))) {
    archives_.push_back(open_tensor_data(path_ / (stem + ".safetensors")));
  }
  for (fs::path const& file : spellings(path_, stem + ".csv")) {
    archives_.push_back(open_csv(file, fields));
  }
  if (has_folders(path_ / stem)) {
    archives_.push_back(open_picture_folder(path_ / stem, description));
  }
}

void DataFolder::open_idx(Field const& field) {
  std::string const name = mnist_name(field.name, classes_);
  if (name.empty()) {
    return;
  }
  std::vector<std::string> stems{split_name(split_)};
  if (split_ == Split::test) {
    stems.emplace_back("t10k");
  }
  for (std::string const& stem : stems) {
    for (fs::path const& file : find_idx(path_, stem + name)) {
      archives_.push_back(open_array_file(file, field.name));
    }
  }
}

ArrayArchive const& DataFolder::archive_with(Field const& field) const {
  ArrayArchive const* found = nullptr;
  for (auto const& archive : archives_) {
    if (!archive->has(field)) {
      continue;
    }
    if (found != nullptr) {
      throw DataError(text(path_.string(),
                           ": both ",
                           found->place(field),
                           " and ",
                           archive->place(field),
                           " hold ",
                           field.name,
                           "; leave one of them"));
    }
    found = archive.get();
  }
  if (found == nullptr) {
    throw DataError(text(path_.string(), ": ", nothing_found(field.name, classes_, split_)));
  }
  return *found;
}

std::unique_ptr<ArrayArchive> open_archive(fs::path const& path, std::vector<Field> const& fields) {
  std::string const ending = path.extension().string();
  if (ending == ".safetensors") {
    return open_tensor_data(path);
  }
  if (ending == ".csv") {
    return open_csv(path, fields);
  }
  if (ending == ".npz") {
    return open_npz(path);
  }
  std::array<std::uint8_t, 4> start{};
  open_file(path, "a file of pictures")->read(start);
  constexpr std::array<std::uint8_t, 4> zip{'P', 'K', 3, 4};
  return start == zip ? open_npz(path) : open_array_file(path, inputs_field);
}

std::unique_ptr<ArrayArchive> open_archive(fs::path const& path, Description const& description) {
  return open_archive(path, fields_of(description));
}

} // namespace equivarify::runtime
