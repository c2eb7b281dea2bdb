#include "equivarify/codegen/explore/decide_report.hpp"

#include "equivarify/algebra/equivarifications/lift_count.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"
#include "equivarify/codegen/explore/exact_number.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

using algebra::CosetMap;
using algebra::Subgroup;
using Json = nlohmann::json;

constexpr std::uint32_t longest_word = 64; ///< the labels of pi(w) are shown up to this order

/// Gathers the parts of the description of one decision.
class Describer {
public:
  Describer(CandidateFile const& file, algebra::Decision const& decision, std::size_t limit)
      : file_{file}, decision_{decision}, limit_{limit} {}

  [[nodiscard]] Json describe() const {
    Json result{{"verdict", decision_.is_yes() ? "yes" : "no"},
                {"scope", file_.inputs.inputs.absolute ? "absolute" : "relative"},
                {"inputs", file_.inputs.words},
                {"group", file_.group.group().name()},
                {"labels", file_.labels.names.size()},
                {"points", file_.points.size()},
                {"method", method()},
                {"findings", findings()},
                {"universal_map", universal_map()}};
    if (!file_.construction.empty()) {
      result["construction"] = file_.construction;
    }
    if (algebra::Subgroup const* const moving = file_.labels.labels.subgroup()) {
      result["labels_moved_by"] = file_.group.name(*moving);
    }
    add_least_points(result);
    decision_.is_yes() ? add_yes(result) : add_no(result);
    if (file_.map) {
      result["lifts"] = lifts();
    }
    return result;
  }

private:
  [[nodiscard]] std::string method() const {
    algebra::InputClass const& inputs = file_.inputs.inputs;
    std::string const which =
        inputs.complete ? fmt::format("one subgroup H of each conjugacy class ({} in all)",
                                      inputs.subgroups.size())
                        : "normal subgroups H alone (all subgroups are too many to list)";
    algebra::Subgroup const* const moving = file_.labels.labels.subgroup();
    algebra::Labels const& labels = file_.labels.labels;
    return fmt::format(
        "for {} the points of W that H fixes are compared with the maps G/H -> Z{}; the {}^{} "
        "points "
        "of {} are not listed",
        which,
        moving == nullptr ? "" : fmt::format(" that commute with {}", file_.group.name(*moving)),
        labels.size(),
        file_.group.group().order() / (moving == nullptr ? 1 : moving->order()),
        product_name(labels, file_.group));
  }

  /// Whether no smaller G/H can have a map without a lift: all subgroups were asked, or the index
  /// is the least that a proper subgroup can have.
  [[nodiscard]] bool is_smallest(Subgroup const& h) const {
    std::uint32_t least_prime = 2;
    while (least_prime < h.group().order() && h.group().order() % least_prime != 0) {
      ++least_prime;
    }
    return file_.inputs.inputs.complete || h.index() <= least_prime;
  }

  [[nodiscard]] Json findings() const {
    Json rows = Json::array();
    for (algebra::SubgroupFinding const& finding : decision_.findings) {
      if (rows.size() < limit_) {
        rows.push_back({{"subgroup", file_.group.name(finding.subgroup)},
                        {"order", finding.subgroup.order()},
                        {"fixed_points", finding.fixed_points},
                        {"maps", exact_number(finding.maps)},
                        {"all_lift", finding.all_lift}});
      }
    }
    return rows;
  }

  void add_least_points(Json& result) const {
    result["minimal"] = false;
    result["least_points"] = nullptr;
    try {
      algebra::BigInteger const least =
          algebra::least_points(file_.inputs.inputs, file_.labels.labels);
      result["least_points"] = exact_number(least);
      result["minimal"] = decision_.is_yes() && least == file_.points.size();
    } catch (algebra::LimitError const&) {
      result["minimal"] = decision_.is_yes() ? Json(nullptr) : Json(false);
    }
  }

  void add_no(Json& result) const {
    bool const onto = decision_.missing.empty();
    result["clause"] = onto ? 3 : 2;
    if (!onto) {
      algebra::LabelMap missing = decision_.missing;
      missing.resize(std::min(missing.size(), limit_));
      result["missing_labels"] = file_.labels.names.to_json(missing);
    }
    result["counterexample"] =
        decision_.counterexample ? counterexample(*decision_.counterexample) : Json(nullptr);
  }

  [[nodiscard]] Json counterexample(CosetMap const& map) const {
    algebra::SchreierGraph const x = algebra::SchreierGraph::coset_space(map.subgroup);
    Json result = to_form(x, file_.group, NamedSet{x.size()});
    result["group"] = file_.group.form();
    result["subgroup"] = file_.group.name(map.subgroup);
    result["subgroup_elements"] = file_.group.names(map.subgroup.elements());
    result["cosets"] = file_.group.names(map.subgroup.transversal());
    result["map"] = file_.labels.names.to_json(map.labels);
    result["lifts"] = 0;
    result["smallest"] = is_smallest(map.subgroup) ? Json(true) : Json(nullptr);
    return result;
  }

  void add_yes(Json& result) const {
    result["clause"] = nullptr;
    result["section"] = section();
    result["adds"] = added();
  }

  [[nodiscard]] Json section() const {
    Json lifts = Json::array();
    std::size_t total = 0;
    for (algebra::SubgroupLifts const& part : decision_.section) {
      total += part.points.size();
      for (std::size_t i = 0; i < part.points.size() && lifts.size() < limit_; ++i) {
        lifts.push_back(lift(part.subgroup, part.map(i), part.points[i]));
      }
    }
    return {{"lifts", lifts},
            {"total", total},
            {"complete", lifts.size() == total},
            {"checked",
             "again, by the definition: each is equivariant and projects to its map, and "
             "every map from each G/H is one of these after G/H -> G/K"}};
  }

  [[nodiscard]] Json
  lift(Subgroup const& h, algebra::LabelMap const& map, std::uint32_t point) const {
    Json row{{"stabilizer", file_.group.name(h)},
             {"map", file_.labels.names.to_json(map)},
             {"w", file_.points.to_json(point)}};
    if (h.group().order() <= longest_word) {
      row["f"] = file_.labels.names.to_json(universal_image(point));
    }
    return row;
  }

  /// pi(w)(h) = q(h^-1 w) for all h in the group's order.
  [[nodiscard]] algebra::LabelMap universal_image(std::uint32_t w) const {
    algebra::Group const& group = file_.group.group();
    algebra::LabelMap labels;
    for (algebra::Element const h : group.elements()) {
      algebra::Point const place = file_.candidate.set.act(group.inverse(h), algebra::Point{w});
      labels.push_back(file_.candidate.projection[place.index()]);
    }
    return labels;
  }

  [[nodiscard]] Json universal_map() const {
    if (file_.group.group().order() > longest_word || file_.points.size() > limit_) {
      return nullptr;
    }
    Json rows = Json::array();
    for (std::uint32_t w = 0; w < file_.points.size(); ++w) {
      rows.push_back(file_.labels.names.to_json(universal_image(w)));
    }
    return rows;
  }

  /// Marks the points of the orbits that the section needs.
  [[nodiscard]] std::vector<bool> needed() const {
    std::vector<bool> seen(file_.candidate.set.size(), false);
    for (algebra::SubgroupLifts const& part : decision_.section) {
      for (std::uint32_t const w : part.points) {
        static_cast<void>(file_.candidate.set.orbit(w, seen));
      }
    }
    return seen;
  }

  /// The other orbits.
  [[nodiscard]] Json added() const {
    std::vector<bool> seen = needed();
    Json shown = Json::array();
    std::size_t orbits = 0;
    std::size_t points = 0;
    for (std::uint32_t w = 0; w < seen.size(); ++w) {
      std::size_t const length = seen[w] ? 0 : file_.candidate.set.orbit(w, seen).size();
      orbits += length == 0 ? 0U : 1U;
      points += length;
      if (length != 0 && shown.size() < limit_) {
        shown.push_back(orbit(w, length));
      }
    }
    return {{"points", points}, {"orbits", orbits}, {"shown", shown}};
  }

  [[nodiscard]] Json orbit(std::uint32_t w, std::size_t length) const {
    return {{"w", file_.points.to_json(w)},
            {"length", length},
            {"stabilizer", file_.group.name(file_.candidate.set.stabilizer(algebra::Point{w}))}};
  }

  [[nodiscard]] Json lifts() const {
    algebra::LiftCount const count =
        algebra::count_lifts(file_.candidate, file_.map->domain.graph, file_.map->labels);
    NamedSet const& domain = file_.map->domain.points;
    return {{"number", exact_number(count.lifts)},
            {"first", count.first ? file_.points.to_json(*count.first) : Json(nullptr)},
            {"no_lift_from", count.stuck ? domain.to_json(*count.stuck) : Json(nullptr)}};
  }

  CandidateFile const& file_;
  algebra::Decision const& decision_;
  std::size_t limit_;
};

} // namespace

Json describe_decision(CandidateFile const& file,
                       algebra::Decision const& decision,
                       std::size_t limit) {
  return Describer{file, decision, limit}.describe();
}

Json describe_invalid(std::string const& path, NoCandidate const& error) {
  return {{"verdict", "invalid"},
          {"scope", nullptr},
          {"clause", error.problems().front().pointer.starts_with("/action") ? 1 : 2},
          {"minimal", nullptr},
          {"reason", to_text(path, error.problems().front())},
          {"witness", error.witness}};
}

} // namespace equivarify::codegen
