#include "equivarify/runtime/data/array_files.hpp"

#include "equivarify/runtime/data/idx.hpp"
#include "equivarify/runtime/data/npy.hpp"
#include "equivarify/runtime/data/zip_archive.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

class ArrayFile final : public ArrayArchive {
public:
  ArrayFile(fs::path path, std::string name) : path_(std::move(path)), name_(std::move(name)) {}

  [[nodiscard]] bool has(Field const& field) const override { return field.name == name_; }

  [[nodiscard]] std::string place(Field const& /*field*/) const override { return path_.string(); }

  [[nodiscard]] NumberArray read_rows(Field const& /*field*/,
                                      RowChoice const& choice) const override {
    std::array<std::uint8_t, 6> start{};
    std::size_t const count = open_file(path_, "an IDX or .npy file")->read(start);
    if (!starts_as_npy(std::span(start).first(count)) && path_.extension() != ".npy") {
      return read_idx(path_, choice);
    }
    return read_npy(*open_file(path_, "an .npy file"), choice);
  }

private:
  fs::path path_;
  std::string name_;
};

class Npz final : public ArrayArchive {
public:
  explicit Npz(fs::path const& path) : path_(path), members_(read_zip_directory(path)) {}

  [[nodiscard]] bool has(Field const& field) const override { return find(field) != nullptr; }

  [[nodiscard]] std::string place(Field const& field) const override {
    return path_.string() + ", member " + field.name + ".npy";
  }

  [[nodiscard]] NumberArray read_rows(Field const& field, RowChoice const& choice) const override {
    return read_npy(*open_zip_member(path_, *find(field)), choice);
  }

private:
  [[nodiscard]] ZipMember const* find(Field const& field) const {
    auto const place = std::find_if(members_.begin(), members_.end(), [&](ZipMember const& member) {
      return member.name == field.name + ".npy";
    });
    return place == members_.end() ? nullptr : &*place;
  }

  fs::path path_;
  std::vector<ZipMember> members_;
};

} // namespace

std::unique_ptr<ArrayArchive> open_array_file(fs::path const& path, std::string name) {
  return std::make_unique<ArrayFile>(path, std::move(name));
}

std::unique_ptr<ArrayArchive> open_npz(fs::path const& path) {
  return std::make_unique<Npz>(path);
}

} // namespace equivarify::runtime
