/// \file
/// How windows move with a plane, by the auditor's reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOVED_WINDOWS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOVED_WINDOWS_HPP

#include "equivarify/codegen/audit/spec/used_layer.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

namespace equivarify::audit {

/// The windows of a layer under one element.
struct MovedWindows {
  Images outputs; ///< for each output of a plane the one from which it comes
  Images taps;    ///< for each place of a window the one whose weight meets the same entry
};

/// How the windows of \p layer move where it reads a value that moves by \p before, all planes
/// alike: to the output that sees the same entries, or, where several do and the plane keeps its
/// size, as the plane. The places of a window are followed in one that lies in the plane. That the
/// layer commutes is still to be compared. \throws Refusal if a window becomes none
[[nodiscard]] MovedWindows moved_windows(UsedLayer const& layer, Images const& before);

/// The places of the windows of \p layer as \p motion turns them. \throws Refusal if they do not
/// turn into each other
[[nodiscard]] Images turned_taps(UsedLayer const& layer, PlaneMotion const& motion);

/// The signed places of what \p layer, which has windows, gives, where it reads a value that moves
/// by \p before, and \p mover moves groups of the channels of a `regular` layer. \throws Refusal as
/// moved_windows()
[[nodiscard]] Images
moves_after_windows(UsedLayer const& layer, Mover const& mover, Images const& before);

} // namespace equivarify::audit

#endif
