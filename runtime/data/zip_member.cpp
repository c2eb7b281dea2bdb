#include "equivarify/runtime/data/zip_archive.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::size_t local_size = 30;

/// A member that is read from its archive.
class MemberSource final : public ByteSource {
public:
  MemberSource(fs::path const& path, ZipMember member)
      : ByteSource(text(path.string(), ", member ", shown(member.name))),
        stream_(path, std::ios::binary), member_(std::move(member)) {
    pass_header();
    stored_left_ = member_.stored_size;
    if (member_.is_deflated) {
      // Minus 15: the largest window, and no header.
      if (inflateInit2(&inflater_, -15) != Z_OK) {
        fail("no memory to unpack it");
      }
    } else if (member_.stored_size != member_.size) {
      fail("a damaged zip archive: it is stored, but its two sizes differ");
    }
  }

  MemberSource(MemberSource const&) = delete;
  MemberSource(MemberSource&&) = delete;
  MemberSource& operator=(MemberSource const&) = delete;
  MemberSource& operator=(MemberSource&&) = delete;

  ~MemberSource() override {
    if (member_.is_deflated) {
      inflateEnd(&inflater_);
    }
  }

  std::size_t read(std::span<std::uint8_t> bytes) override {
    std::size_t const count = member_.is_deflated ? inflate_into(bytes) : copy_into(bytes);
    if (count != 0) { // zlib takes a null pointer for a wish to start anew
      checksum_ = crc32_z(checksum_, bytes.data(), count);
    }
    done_ += count;
    if (done_ > member_.size) {
      fail("a damaged zip archive: it has more bytes than the directory says");
    }
    if (count < bytes.size() && done_ != member_.size) {
      fail(text("a damaged zip archive: it has ",
                done_,
                " bytes, but the directory says ",
                member_.size));
    }
    if (done_ == member_.size && static_cast<std::uint32_t>(checksum_) != member_.checksum) {
      fail("a damaged zip archive: its checksum is another one");
    }
    return count;
  }

private:
  /// The member has a header of its own in front of its bytes.
  void pass_header() {
    std::array<std::uint8_t, local_size> header{};
    stream_.seekg(static_cast<std::streamoff>(member_.header));
    if (member_.header > most_offset || read_raw(header) != header.size() ||
        little_endian(header, 0, 4) != local_signature) {
      fail("a damaged zip archive: it does not begin where the directory says");
    }
    std::vector<std::uint8_t> name(little_endian(header, 26, 2));
    if (read_raw(name) != name.size() || std::string(name.begin(), name.end()) != member_.name) {
      fail("a damaged zip archive: it has another name than the directory says");
    }
    stream_.seekg(static_cast<std::streamoff>(little_endian(header, 28, 2)), std::ios::cur);
  }

  std::size_t read_raw(std::span<std::uint8_t> bytes) {
    stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return static_cast<std::size_t>(stream_.gcount());
  }

  std::size_t copy_into(std::span<std::uint8_t> bytes) {
    auto const wanted = std::min<std::uint64_t>(bytes.size(), stored_left_);
    std::size_t const count = read_raw(bytes.first(wanted));
    stored_left_ -= count;
    return count;
  }

  std::size_t inflate_into(std::span<std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size() && !at_end_) {
      if (inflater_.avail_in == 0) {
        inflater_.avail_in = static_cast<uInt>(copy_into(packed_));
        inflater_.next_in = packed_.data();
      }
      auto const wanted = static_cast<uInt>(std::min<std::size_t>(bytes.size() - done, 1U << 24U));
      inflater_.next_out = bytes.data() + done;
      inflater_.avail_out = wanted;
      int const code = ::inflate(&inflater_, Z_NO_FLUSH);
      if (code != Z_OK && code != Z_STREAM_END) {
        fail(code == Z_BUF_ERROR ? "a damaged zip archive: its compressed data break off"
                                 : "a damaged zip archive: it cannot be unpacked");
      }
      done += wanted - inflater_.avail_out;
      at_end_ = code == Z_STREAM_END;
    }
    return done;
  }

  static constexpr std::uint64_t most_offset = std::uint64_t{1} << 62U;

  std::ifstream stream_;
  ZipMember member_;
  std::uint64_t stored_left_ = 0;
  std::uint64_t done_ = 0;
  uLong checksum_ = 0;
  z_stream inflater_{};
  bool at_end_ = false;
  std::array<std::uint8_t, std::size_t{1} << 16U> packed_{};
};

} // namespace

std::unique_ptr<ByteSource> open_zip_member(fs::path const& path, ZipMember const& member) {
  return std::make_unique<MemberSource>(path, member);
}

} // namespace equivarify::runtime
