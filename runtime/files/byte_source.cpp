#include "equivarify/runtime/files/byte_source.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// A file read through zlib, which passes files that gzip did not write through as they are.
class GzipFile final : public ByteSource {
public:
  GzipFile(fs::path const& path, std::string const& kind) : ByteSource(path.string()) {
    if (fs::is_directory(path)) {
      fail(text("is a folder, expected ", kind));
    }
    errno = 0;
    file_.reset(gzopen(path.c_str(), "rb"));
    if (!file_) {
      fail(text("cannot open it: ", std::generic_category().message(errno)));
    }
    gzbuffer(file_.get(), 1U << 17U);
  }

  std::size_t read(std::span<std::uint8_t> bytes) override {
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

  std::unique_ptr<gzFile_s, Close> file_;
};

} // namespace

void ByteSource::fail(std::string const& reason) const {
  throw DataError(text(name_, ": ", reason));
}

std::vector<std::uint8_t> ByteSource::read_values(std::span<std::size_t const> extents,
                                                  std::size_t size) {
  std::size_t expected = size;
  for (std::size_t const extent : extents) {
    if (extent != 0 && expected > most_bytes / extent) {
      fail(text("its header promises more than ", most_bytes, " bytes (1 GiB), the limit"));
    }
    expected *= extent;
  }
  // One byte more than promised: its arrival shows that the source is too long.
  // What a header promises is believed as far as bytes follow, in steps that double.
  constexpr std::size_t first_step = std::size_t{1} << 20U;
  std::vector<std::uint8_t> bytes;
  std::size_t found = 0;
  while (found == bytes.size() && found <= expected) {
    bytes.resize(std::min(expected + 1, found + std::max(first_step, found)));
    found += read(std::span(bytes).subspan(found));
  }
  if (found != expected) {
    fail(text("its header promises ",
              expected / size,
              " values, but ",
              found > expected ? "more" : std::to_string(found / size),
              " follow"));
  }
  bytes.resize(expected);
  return bytes;
}

std::unique_ptr<ByteSource> open_file(fs::path const& path, std::string const& kind) {
  return std::make_unique<GzipFile>(path, kind);
}

} // namespace equivarify::runtime
