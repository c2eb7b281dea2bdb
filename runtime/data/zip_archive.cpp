#include "equivarify/runtime/data/zip_archive.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <span>
#include <system_error>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

constexpr std::uint32_t entry_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::uint32_t end64_signature = 0x06064b50;
constexpr std::uint32_t locator64_signature = 0x07064b50;
constexpr std::size_t entry_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::size_t end64_size = 56;
constexpr std::size_t locator64_size = 20;
constexpr std::uint64_t most_of_directory = std::uint64_t{1} << 24U;

/// Where the directory of an archive is.
struct Directory {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
};

/// Reads the directory at the end of one file.
class DirectoryReader {
public:
  explicit DirectoryReader(fs::path const& path) : path_(path.string()) {
    if (fs::is_directory(path)) {
      fail("is a folder, expected a zip archive");
    }
    errno = 0;
    stream_.open(path, std::ios::binary | std::ios::ate);
    if (!stream_) {
      fail(text("cannot open it: ", std::generic_category().message(errno)));
    }
    size_ = static_cast<std::uint64_t>(stream_.tellg());
  }

  std::vector<ZipMember> read() {
    Directory const directory = find();
    if (directory.size > most_of_directory) {
      fail(text("a zip archive with a directory of ",
                directory.size,
                " bytes, expected at most ",
                most_of_directory));
    }
    Bytes const bytes = read_at(directory.begin, directory.size);
    std::vector<ZipMember> members;
    std::size_t place = 0;
    while (place < bytes.size()) {
      members.push_back(read_entry(std::span(bytes).subspan(place)));
      place += entry_length_;
    }
    if (members.size() != directory.entries) {
      fail(text("a damaged zip archive: its directory has ",
                members.size(),
                " entries, expected ",
                directory.entries));
    }
    return members;
  }

private:
  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_, ": ", reason));
  }

  Bytes read_at(std::uint64_t begin, std::uint64_t size) {
    if (begin > size_ || size > size_ - begin) {
      fail(text("a damaged zip archive: it should have ",
                size,
                " bytes from byte ",
                begin,
                " on, but ends at byte ",
                size_));
    }
    Bytes bytes(size);
    stream_.seekg(static_cast<std::streamoff>(begin));
    stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!stream_) {
      fail("cannot be read");
    }
    return bytes;
  }

  /// The last record of the file says where the directory is; only a comment may follow it.
  Directory find() {
    std::uint64_t const tail = std::min<std::uint64_t>(size_, end_size + 0xffff);
    Bytes const bytes = read_at(size_ - tail, tail);
    for (std::size_t place = bytes.size() < end_size ? 0 : bytes.size() - end_size + 1;
         place-- > 0;) {
      if (little_endian(bytes, place, 4) == end_signature &&
          place + end_size + little_endian(bytes, place + 20, 2) == bytes.size()) {
        return read_end(std::span(bytes).subspan(place), size_ - tail + place);
      }
    }
    fail("not a zip archive: it has no directory at its end");
  }

  Directory read_end(std::span<std::uint8_t const> bytes, std::uint64_t place) {
    Directory const directory{
        little_endian(bytes, 16, 4), little_endian(bytes, 12, 4), little_endian(bytes, 10, 2)};
    bool const is_large = directory.begin == 0xffffffff || directory.size == 0xffffffff ||
                          directory.entries == 0xffff;
    if (is_large && place >= locator64_size) {
      return read_end64(place);
    }
    require_one_part(little_endian(bytes, 4, 2) == 0 && little_endian(bytes, 6, 2) == 0);
    return directory;
  }

  Directory read_end64(std::uint64_t place) {
    Bytes const locator = read_at(place - locator64_size, locator64_size);
    if (little_endian(locator, 0, 4) != locator64_signature) {
      fail("a damaged zip archive: the place of its directory is missing");
    }
    Bytes const end = read_at(little_endian(locator, 8, 8), end64_size);
    if (little_endian(end, 0, 4) != end64_signature) {
      fail("a damaged zip archive: the size of its directory is missing");
    }
    require_one_part(little_endian(end, 16, 4) == 0 && little_endian(end, 20, 4) == 0);
    return {little_endian(end, 48, 8), little_endian(end, 40, 8), little_endian(end, 32, 8)};
  }

  void require_one_part(bool is_one) const {
    if (!is_one) {
      fail("a zip archive of several parts, expected a whole one");
    }
  }

  ZipMember read_entry(std::span<std::uint8_t const> bytes) {
    if (bytes.size() < entry_size || little_endian(bytes, 0, 4) != entry_signature) {
      fail("a damaged zip archive: its directory has bytes that are no entry");
    }
    std::size_t const name_size = little_endian(bytes, 28, 2);
    std::size_t const extra_size = little_endian(bytes, 30, 2);
    entry_length_ = entry_size + name_size + extra_size + little_endian(bytes, 32, 2);
    if (entry_length_ > bytes.size()) {
      fail("a damaged zip archive: its directory breaks off in an entry");
    }
    auto const name = bytes.subspan(entry_size, name_size);
    ZipMember member{.name = std::string(name.begin(), name.end()),
                     .is_deflated = is_deflated(bytes, std::string(name.begin(), name.end())),
                     .checksum = static_cast<std::uint32_t>(little_endian(bytes, 16, 4)),
                     .stored_size = little_endian(bytes, 20, 4),
                     .size = little_endian(bytes, 24, 4),
                     .header = little_endian(bytes, 42, 4)};
    read_large_sizes(bytes.subspan(entry_size + name_size, extra_size), member);
    if (!names_.insert(member.name).second) {
      fail(text("a zip archive with two members called ", shown(member.name)));
    }
    return member;
  }

  bool is_deflated(std::span<std::uint8_t const> bytes, std::string const& name) const {
    if ((little_endian(bytes, 8, 2) & 1U) != 0) {
      fail(text("its member ", shown(name), " is encrypted"));
    }
    std::uint64_t const method = little_endian(bytes, 10, 2);
    if (method != 0 && method != 8) {
      fail(text("its member ",
                shown(name),
                " is packed by method ",
                method,
                ", expected 0 (stored) or 8 (deflated)"));
    }
    return method == 8;
  }

  /// Sizes that do not fit 32 bits are in the extra field of kind 1, in this order.
  void read_large_sizes(std::span<std::uint8_t const> extra, ZipMember& member) const {
    while (extra.size() >= 4) {
      std::size_t const length = little_endian(extra, 2, 2);
      if (length > extra.size() - 4) {
        fail("a damaged zip archive: an extra field breaks off");
      }
      std::span<std::uint8_t const> field = extra.subspan(4, length);
      for (std::uint64_t* const value : {&member.size, &member.stored_size, &member.header}) {
        if (little_endian(extra, 0, 2) == 1 && *value == 0xffffffff && field.size() >= 8) {
          *value = little_endian(field, 0, 8);
          field = field.subspan(8);
        }
      }
      extra = extra.subspan(4 + length);
    }
  }

  std::string path_;
  std::ifstream stream_;
  std::uint64_t size_ = 0;
  std::size_t entry_length_ = 0; ///< of the entry that was read last
  std::set<std::string> names_;
};

} // namespace

std::vector<ZipMember> read_zip_directory(fs::path const& path) {
  return DirectoryReader(path).read();
}

} // namespace equivarify::runtime
