#include "equivarify/runtime/idx.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/picture_kind.hpp"
#include "equivarify/runtime/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <span>
#include <string>
#include <system_error>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t byte_type = 8;

/// A file read through zlib, which passes files that gzip did not write through as they are.
class GzipReader {
public:
  explicit GzipReader(fs::path const& path) : path_(path.string()) {
    if (fs::is_directory(path)) {
      throw DataError(text(path_, ": is a folder, expected an IDX file"));
    }
    errno = 0;
    file_.reset(gzopen(path.c_str(), "rb"));
    if (!file_) {
      fail(text("cannot open it: ", std::generic_category().message(errno)));
    }
    gzbuffer(file_.get(), 1U << 17U);
  }

  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_, ": ", reason));
  }

  /// Fills \p bytes as far as the file reaches; the number of bytes read.
  std::size_t read(std::span<std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
      auto const wanted =
          static_cast<unsigned>(std::min<std::size_t>(bytes.size() - done, 1U << 24U));
      int const count = gzread(file_.get(), bytes.data() + done, wanted);
      if (count < 0) {
        fail(text("damaged: ", error_message()));
      }
      if (count == 0) {
        break;
      }
      done += static_cast<std::size_t>(count);
    }
    check_end(done, bytes.size());
    return done;
  }

private:
  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };

  [[nodiscard]] std::string error_message() const {
    int code = Z_OK;
    char const* const message = gzerror(file_.get(), &code);
    return code == Z_ERRNO ? std::generic_category().message(errno) : std::string(message);
  }

  /// zlib reports a compressed stream that breaks off only here.
  void check_end(std::size_t found, std::size_t expected) const {
    int code = Z_OK;
    gzerror(file_.get(), &code);
    if (found < expected && code == Z_BUF_ERROR) {
      fail("damaged: the compressed data break off; copy or download it again");
    }
  }

  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
};

std::vector<std::size_t> read_extents(GzipReader& file) {
  std::vector<std::uint8_t> start(4);
  std::size_t const count = file.read(start);
  if (count != 4 || start[0] != 0 || start[1] != 0) {
    file.fail(text("not an IDX file: expected it to start with two zero bytes",
                   hint_for_picture(std::span(start).first(count))));
  }
  if (start[2] != byte_type) {
    file.fail(text("an IDX file of type ", int{start[2]}, ", expected type 8 (unsigned bytes)"));
  }
  std::vector<std::uint8_t> bytes(std::size_t{4} * start[3]);
  if (start[3] == 0 || file.read(bytes) != bytes.size()) {
    file.fail("an IDX file that ends inside its header");
  }
  std::vector<std::size_t> extents;
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    extents.push_back((std::size_t{bytes[i]} << 24U) | (std::size_t{bytes[i + 1]} << 16U) |
                      (std::size_t{bytes[i + 2]} << 8U) | std::size_t{bytes[i + 3]});
  }
  return extents;
}

/// The number of bytes that \p extents promise; refuses what is beyond the limit.
std::size_t promised_size(GzipReader const& file, std::vector<std::size_t> const& extents) {
  std::size_t size = 1;
  for (std::size_t const extent : extents) {
    if (extent != 0 && size > most_bytes / extent) {
      file.fail(text(
          "an IDX file whose header promises more than ", most_bytes, " bytes (1 GiB), the limit"));
    }
    size *= extent;
  }
  return size;
}

/// The names that a file of the data set \p name has in use: several programs that unpack write
/// `train-images.idx3-ubyte`.
std::array<std::string, 4> spellings(std::string const& name) {
  std::string dotted = name;
  std::size_t const place = dotted.find("-idx");
  if (place != std::string::npos) {
    dotted[place] = '.';
  }
  return {name, name + ".gz", dotted, dotted + ".gz"};
}

} // namespace

IdxArray read_idx(fs::path const& path) {
  GzipReader file(path);
  IdxArray array;
  array.extents = read_extents(file);
  // One byte more than promised: its arrival shows that the file is too long.
  std::size_t const expected = promised_size(file, array.extents);
  // What a header promises is believed as far as bytes follow, in steps that double.
  constexpr std::size_t first_step = std::size_t{1} << 20U;
  std::size_t found = 0;
  while (found == array.values.size() && found <= expected) {
    array.values.resize(std::min(expected + 1, found + std::max(first_step, found)));
    found += file.read(std::span(array.values).subspan(found));
  }
  if (found != expected) {
    file.fail(text("its header promises ",
                   expected,
                   " values, but ",
                   found > expected ? "more" : std::to_string(found),
                   " follow"));
  }
  array.values.resize(expected);
  return array;
}

fs::path find_idx(fs::path const& folder, std::string_view name) {
  if (!fs::exists(folder)) {
    throw DataError(text(folder.string(),
                         ": there is no such folder; name the one with the IDX files by --data"));
  }
  if (!fs::is_directory(folder)) {
    throw DataError(
        text(folder.string(), ": is no folder; name the one with the IDX files by --data"));
  }
  for (std::string const& spelling : spellings(std::string(name))) {
    fs::path const file = folder / spelling;
    if (fs::is_directory(file) && fs::exists(file / spelling)) {
      return file / spelling;
    }
    if (fs::exists(file)) {
      return file;
    }
  }
  throw DataError(text(folder.string(),
                       ": found neither ",
                       name,
                       " nor ",
                       name,
                       ".gz; name the folder with the IDX files by --data"));
}

} // namespace equivarify::runtime
