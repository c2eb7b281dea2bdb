#include "equivarify/runtime/commands/train_data.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/training/shared_checksum.hpp"

#include <charconv>
#include <optional>
#include <system_error>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The share of the images that \p validation asks for; nothing where it names a folder.
std::optional<double> share_in(std::string const& validation) {
  double share = 0;
  char const* const end = validation.data() + validation.size();
  auto const [stop, error] = std::from_chars(validation.data(), end, share);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  if (!(share > 0 && share < 1)) {
    std::string const expected =
        text("a share between 0 and 1, or a folder (./", validation, " if it is called so)");
    throw DataError("--validation: " + found_not(validation, expected));
  }
  return share;
}

} // namespace

TrainData::TrainData(Program const& program, TrainOptions const& options) {
  auto const load = [&](std::filesystem::path const& folder, Split split, std::size_t limit) {
    RowChoice const part{limit, program.team->rank(), program.team->size()};
    return load_dataset(folder, split, program.description, part);
  };
  all_ = load(options.data, Split::train, options.limit);
  std::optional<double> share;
  if (!options.validation.empty()) {
    share = share_in(options.validation);
    if (!share) {
      other_ = load(options.validation, Split::validation, 0);
    }
  }
  std::vector<std::uint32_t> const checksums = shared_checksums(*program.team, {&all_, &other_});
  checksum_ = checksums.front();
  if (options.validation.empty()) {
    parts_ = {all_of(all_)};
  } else if (share) {
    parts_ = hold_out(all_, *share, options.seed);
    words_ = text("a share of ", exact(*share));
  } else {
    parts_ = {all_of(all_), all_of(other_)};
    words_ = text(other_.size(), " other images with checksum ", checksums.back());
  }
}

} // namespace equivarify::runtime
