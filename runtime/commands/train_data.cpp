#include "equivarify/runtime/commands/train_data.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <charconv>
#include <optional>
#include <system_error>

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
    throw DataError(text("--validation ",
                         validation,
                         ": expected a share between 0 and 1, or a folder (./",
                         validation,
                         " if it is called so)"));
  }
  return share;
}

} // namespace

TrainData::TrainData(Program const& program, TrainOptions const& options)
    : all_(load_dataset(options.data, Split::train, program.description, options.limit)) {
  if (options.validation.empty()) {
    parts_ = {all_of(all_)};
    return;
  }
  std::optional<double> const share = share_in(options.validation);
  if (share) {
    parts_ = hold_out(all_, *share, options.seed);
    words_ = text("a share of ", exact(*share));
    return;
  }
  other_ = load_dataset(options.validation, Split::validation, program.description);
  parts_ = {all_of(all_), all_of(other_)};
  words_ = text(other_.size(), " other images with checksum ", other_.checksum());
}

} // namespace equivarify::runtime
