#include "equivarify/runtime/data/picture_folder.hpp"

#include "equivarify/runtime/data/data_fields.hpp"
#include "equivarify/runtime/data/png.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The entries of \p folder whose names begin with no dot, in the order of their names.
std::vector<fs::path> entries_of(fs::path const& folder) {
  std::vector<fs::path> entries;
  for (auto const& entry : fs::directory_iterator{folder}) {
    if (!entry.path().filename().string().starts_with('.')) {
      entries.push_back(entry.path());
    }
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

class PictureFolder final : public ArrayArchive {
public:
  PictureFolder(fs::path const& path, Description const& description)
      : path_(path), description_(description), classes_(class_field(description)) {
    if (!description.input_parts.empty()) {
      fail(path,
           text("holds pictures alone, but the input of the network ",
                description.name,
                " has several parts"));
    }
    if (!classes_) {
      fail(path,
           text("holds pictures for each class, but the network ",
                description.name,
                " has other outputs than one class of each picture"));
    }
    std::vector<std::vector<fs::path>> of_class(classes_->class_names.size());
    for (fs::path const& folder : entries_of(path)) {
      of_class[class_of(folder)] = pictures_in(folder);
    }
    deal(of_class);
  }

  [[nodiscard]] bool has(Field const& field) const override {
    return field.name == inputs_field || field.name == classes_->name;
  }

  [[nodiscard]] std::string place(Field const& /*field*/) const override { return path_.string(); }

  [[nodiscard]] NumberArray read_rows(Field const& field, RowChoice const& choice) const override {
    Range const rows = choice.of(std::vector{pictures_.size()});
    NumberArray array = field.name == inputs_field ? read_inputs(rows) : read_classes(rows);
    array.first_row = rows.first;
    return array;
  }

private:
  [[noreturn]] static void fail(fs::path const& place, std::string const& reason) {
    throw DataError(text(place.string(), ": ", reason));
  }

  [[nodiscard]] std::size_t class_of(fs::path const& folder) const {
    std::vector<std::string> const& names = classes_->class_names;
    auto const found = std::find(names.begin(), names.end(), folder.filename().string());
    if (found == names.end()) {
      std::string list;
      for (std::string const& name : names) {
        list += (list.empty() ? "" : ", ") + name;
      }
      fail(folder, text("is called after no class of the network ", description_.name, ": ", list));
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  static std::vector<fs::path> pictures_in(fs::path const& folder) {
    if (!fs::is_directory(folder)) {
      fail(folder, "is no folder, expected the pictures of one class");
    }
    std::vector<fs::path> pictures = entries_of(folder);
    for (fs::path const& picture : pictures) {
      std::string const ending = picture.extension().string();
      if (ending != ".png" && ending != ".PNG") {
        fail(picture, "is not called .png, expected PNG pictures alone");
      }
    }
    return pictures;
  }

  /// One picture of each class in turn, as long as it has some.
  void deal(std::vector<std::vector<fs::path>> const& of_class) {
    std::size_t most = 0;
    for (std::vector<fs::path> const& pictures : of_class) {
      most = std::max(most, pictures.size());
    }
    for (std::size_t rank = 0; rank < most; ++rank) {
      for (std::size_t c = 0; c < of_class.size(); ++c) {
        if (rank < of_class[c].size()) {
          pictures_.emplace_back(of_class[c][rank], static_cast<std::uint32_t>(c));
        }
      }
    }
  }

  [[nodiscard]] NumberArray read_inputs(Range rows) const {
    std::size_t const size = description_.input_size();
    if (rows.size() > most_bytes / size) {
      fail(path_,
           text("its ", rows.size(), " pictures take more than ", most_bytes, " bytes (1 GiB)"));
    }
    NumberArray array{
        {pictures_.size(), description_.channels, description_.rows, description_.columns},
        NumberType::u8,
        {}};
    array.bytes.reserve(rows.size() * size);
    for (std::size_t i = rows.first; i < rows.end; ++i) {
      std::vector<std::uint8_t> const pixels = read_png(pictures_[i].first,
                                                        {.channels = description_.channels,
                                                         .rows = description_.rows,
                                                         .columns = description_.columns});
      array.bytes.insert(array.bytes.end(), pixels.begin(), pixels.end());
    }
    return array;
  }

  [[nodiscard]] NumberArray read_classes(Range rows) const {
    NumberArray array{{pictures_.size()}, NumberType::u32, {}};
    array.bytes.resize(rows.size() * sizeof(std::uint32_t));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::memcpy(array.bytes.data() + i * sizeof(std::uint32_t),
                  &pictures_[rows.first + i].second,
                  sizeof(std::uint32_t));
    }
    return array;
  }

  fs::path path_;
  Description const& description_;
  std::optional<Field> classes_;
  std::vector<std::pair<fs::path, std::uint32_t>> pictures_;
};

} // namespace

std::unique_ptr<ArrayArchive> open_picture_folder(fs::path const& path,
                                                  Description const& description) {
  return std::make_unique<PictureFolder>(path, description);
}

} // namespace equivarify::runtime
