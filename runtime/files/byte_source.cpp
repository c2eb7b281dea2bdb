#include "equivarify/runtime/files/byte_source.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
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

  /// Far on in a file that is not compressed it need not read what is between.
  std::size_t skip(std::size_t count) override {
    constexpr std::size_t far = std::size_t{1} << 20U;
    if (count < far || gzdirect(file_.get()) == 0) {
      return ByteSource::skip(count);
    }
    z_off_t const begin = gztell(file_.get());
    std::array<std::uint8_t, 1> last{};
    if (gzseek(file_.get(), static_cast<z_off_t>(count - 1), SEEK_CUR) >= 0 && read(last) == 1) {
      return count;
    }
    gzseek(file_.get(), begin, SEEK_SET); // a file that ends before: where?
    return ByteSource::skip(count);
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

std::size_t ByteSource::skip(std::size_t count) {
  std::vector<std::uint8_t> passed(std::min<std::size_t>(count, std::size_t{1} << 16U));
  std::size_t done = 0;
  while (done < count) {
    std::span<std::uint8_t> const next =
        std::span(passed).first(std::min(count - done, passed.size()));
    std::size_t const found = read(next);
    done += found;
    if (found < next.size()) {
      break;
    }
  }
  return done;
}

std::size_t ByteSource::promised_bytes(std::span<std::size_t const> extents,
                                       std::size_t size) const {
  constexpr std::size_t most = std::size_t{1} << 62U;
  std::size_t bytes = size;
  for (std::size_t const extent : extents) {
    if (extent != 0 && bytes > most / extent) {
      fail(text("its header promises more than ", most_bytes, " bytes (1 GiB), the limit"));
    }
    bytes *= extent;
  }
  return bytes;
}

/// Appends \p count bytes to \p bytes, as far as the source reaches; their number. What a header
/// promises is believed as far as bytes follow, in steps that double.
std::size_t ByteSource::read_more(std::vector<std::uint8_t>& bytes, std::size_t count) {
  constexpr std::size_t first_step = std::size_t{1} << 20U;
  std::size_t const begin = bytes.size();
  std::size_t done = 0;
  while (done < count) {
    std::size_t const step = std::min(count - done, std::max(first_step, bytes.size()));
    bytes.resize(begin + done + step);
    std::size_t const found = read(std::span(bytes).subspan(begin + done));
    done += found;
    if (found < step) {
      break;
    }
  }
  bytes.resize(begin + done);
  return done;
}

std::vector<std::uint8_t> ByteSource::read_rows(std::span<std::size_t const> extents,
                                                std::size_t size,
                                                Range rows,
                                                bool is_fortran) {
  std::size_t const promised = promised_bytes(extents, size);
  std::size_t const count = extents.empty() ? 1 : extents.front();
  std::size_t const blocks = promised == 0 ? 0 : (is_fortran ? promised / (count * size) : 1);
  std::size_t const block = blocks == 0 ? 0 : promised / blocks;
  std::size_t const row = blocks == 0 ? 0 : block / count; // its bytes in each block
  if (rows.size() * row * blocks > most_bytes) {
    fail(text("its header promises more than ", most_bytes, " bytes (1 GiB), the limit"));
  }
  std::vector<std::uint8_t> bytes;
  std::size_t found = 0;
  for (std::size_t done = 0; done < blocks && found == done * block; ++done) {
    found += skip(rows.first * row);
    found += read_more(bytes, rows.size() * row);
    found += skip((count - rows.end) * row);
  }
  bool const has_more = found == promised && skip(1) == 1;
  if (found != promised || has_more) {
    fail(text("its header promises ",
              promised / size,
              " values, but ",
              has_more ? "more" : std::to_string(found / size),
              " follow"));
  }
  return bytes;
}

std::unique_ptr<ByteSource> open_file(fs::path const& path, std::string const& kind) {
  return std::make_unique<GzipFile>(path, kind);
}

} // namespace equivarify::runtime
