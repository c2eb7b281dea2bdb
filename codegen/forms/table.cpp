#include "equivarify/codegen/forms/table.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/forms/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace equivarify::codegen {
namespace {

using Row = std::vector<std::string>;
using FormsByName = std::map<std::string, Form const*>;

/// All named forms in a form.
class NamedForms {
public:
  explicit NamedForms(Form const& root) { visit(root); }

  [[nodiscard]] Form const& called(std::string const& name) const {
    auto const found = forms_.find(name);
    if (found == forms_.end()) {
      throw algebra::AlgebraError(fmt::format("no form is called '{}'", name));
    }
    return *found->second;
  }

private:
  void visit(Form const& form) {
    if (form.name.empty() || forms_.emplace(form.name, &form).second) {
      std::visit([&](auto const& kind) { visit_parts(kind); }, form.kind);
    }
  }

  template <typename Plain>
  void visit_parts(Plain const& /*kind*/) {}

  void visit_parts(ListForm const& list) { visit(*list.entry); }

  void visit_parts(RecordForm const& record) {
    for (FormField const& field : record.fields) {
      visit(*field.form);
    }
  }

  void visit_parts(MapForm const& map) {
    visit(*map.key);
    visit(*map.value);
  }

  void visit_parts(EitherForm const& either) {
    for (FormRef const& choice : either.choices) {
      visit(*choice);
    }
  }

  void visit_parts(KindsForm const& kinds) {
    for (auto const& [word, form] : kinds.kinds) {
      visit(*form);
    }
  }

  void visit_parts(SplitForm const& split) {
    visit(*split.without);
    visit(*split.with);
  }

  FormsByName forms_;
};

std::string code(std::string const& text) {
  return '`' + text + '`';
}

/// `1 to 9`, `at least 1` or nothing.
std::string range_of(SizeRange const& size) {
  if (size.least == size.most) {
    return std::to_string(size.least);
  }
  if (size.most == SizeRange{}.most) {
    return size.least == 0 ? "" : fmt::format("at least {}", size.least);
  }
  return fmt::format("{} {} {}", size.least, size.step == 1 ? "to" : "or", size.most);
}

std::string value_text(Form const& form);

std::string written_out(ListForm const& list) {
  std::string const size = range_of(list.size);
  return fmt::format("list{}{}: {}", size.empty() ? "" : " of ", size, value_text(*list.entry));
}

std::string written_out(RecordForm const& record) {
  std::string text;
  for (FormField const& field : record.fields) {
    text += fmt::format(
        "{}{}: {}", text.empty() ? "" : "; ", code(field.name), value_text(*field.form));
  }
  return "object with " + text;
}

std::string written_out(MapForm const& map) {
  std::string const size = range_of(map.size);
  return fmt::format("object{}{}: {} → {}",
                     size.empty() ? "" : " of ",
                     size,
                     value_text(*map.key),
                     value_text(*map.value));
}

std::string written_out(EitherForm const& either) {
  std::string text;
  for (FormRef const& choice : either.choices) {
    text += (text.empty() ? "" : ", or ") + value_text(*choice);
  }
  return text;
}

std::string written_out(SplitForm const& split) {
  return value_text(*split.without) + ", or " + value_text(*split.with);
}

std::string written_out(WordForm const& form) {
  std::string text;
  for (std::string const& word : form.words) {
    text += fmt::format("{}`\"{}\"`", text.empty() ? "" : ", ", word);
  }
  return text;
}

std::string written_out(Form const& form) {
  return std::visit(
      Overloaded{[](TextForm const&) -> std::string { return "string"; },
                 [](NameForm const&) {
                   return fmt::format(
                       "string of at most {} lower-case letters, digits and single underscores",
                       longest_name);
                 },
                 [](TruthForm const& truth) -> std::string {
                   return truth.must_hold ? "`true`" : "`true`, `false`";
                 },
                 [](NumberForm const& number) {
                   return (number.is_whole ? "integer" : "number") + range_text(number);
                 },
                 [](KindsForm const& kinds) { return "object with " + code(kinds.key); },
                 [](auto const& kind) { return written_out(kind); }},
      form.kind);
}

/// What \p form is, or a link to where that is said.
std::string value_text(Form const& form) {
  return form.name.empty() ? written_out(form) : fmt::format("[{0}](#{0})", form.name);
}

std::string default_text(FormField const& field) {
  if (field.is_required) {
    return "required";
  }
  return field.otherwise.is_null() ? "" : code(shown_default(field).dump());
}

Row row_of(FormField const& field) {
  return {code(field.name),
          value_text(*field.form),
          default_text(field),
          field.help.empty() ? field.form->help : field.help,
          field.refused};
}

std::string line_of(Row const& row) {
  std::string text = "|";
  for (std::string const& cell : row) {
    text += cell.empty() ? " |" : fmt::format(" {} |", cell);
  }
  return text + '\n';
}

/// Columns that are empty are left out.
std::string table_of(Row heads, std::vector<Row> rows) {
  for (std::size_t c = heads.size(); c-- > 0;) {
    if (std::all_of(rows.begin(), rows.end(), [c](Row const& row) { return row[c].empty(); })) {
      heads.erase(heads.begin() + static_cast<std::ptrdiff_t>(c));
      for (Row& row : rows) {
        row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
      }
    }
  }
  std::string text = line_of(heads) + '|';
  for (std::size_t c = 0; c < heads.size(); ++c) {
    text += "---|";
  }
  text += '\n';
  for (Row const& row : rows) {
    text += line_of(row);
  }
  return text;
}

Row const field_heads{"field", "value", "default", "meaning", "refused when"};

std::string fields_of(RecordForm const& record) {
  std::vector<Row> rows;
  for (FormField const& field : record.fields) {
    rows.push_back(row_of(field));
  }
  return table_of(field_heads, std::move(rows));
}

/// The fields of each kind, those of all kinds first.
std::string fields_of(KindsForm const& kinds) {
  std::map<Row, std::size_t> uses;
  for (auto const& [word, form] : kinds.kinds) {
    for (FormField const& field : std::get<RecordForm>(form->kind).fields) {
      ++uses[row_of(field)];
    }
  }
  std::vector<Row> common;
  std::vector<Row> rows;
  for (auto const& [word, form] : kinds.kinds) {
    rows.push_back({code(word), "", "", "", form->help, ""});
    for (FormField const& field : std::get<RecordForm>(form->kind).fields) {
      Row row = row_of(field);
      bool const is_common = uses[row] == kinds.kinds.size();
      row.insert(row.begin(), is_common ? "all" : "");
      if (!is_common && field.name != kinds.key) {
        rows.push_back(row);
      } else if (is_common && &form == &kinds.kinds.front().second) {
        common.push_back(row);
      }
    }
  }
  rows.insert(rows.begin(), common.begin(), common.end());
  Row heads = field_heads;
  heads.insert(heads.begin(), code(kinds.key));
  return table_of(heads, std::move(rows));
}

std::string fields_of(Form const& form) {
  return std::visit(Overloaded{[](RecordForm const& record) { return fields_of(record); },
                               [](KindsForm const& kinds) { return fields_of(kinds); },
                               [&](auto const&) -> std::string {
                                 throw algebra::AlgebraError("no fields in the form " + form.name);
                               }},
                    form.kind);
}

std::string values_of(std::istringstream names, NamedForms const& forms) {
  std::vector<Row> rows;
  for (std::string name; names >> name && name != "-->";) {
    Form const& form = forms.called(name);
    rows.push_back({fmt::format("<a id=\"{0}\"></a>{0}", name), written_out(form), form.help});
  }
  return table_of({"value", "is", "meaning"}, std::move(rows));
}

/// The table that the line asks for; nothing if it asks for none.
std::string table_after(std::string const& line, NamedForms const& forms) {
  for (std::string const start : {"<!-- fields of ", "<!-- values "}) {
    if (line.starts_with(start)) {
      std::istringstream names{line.substr(start.size())};
      if (start.starts_with("<!-- values")) {
        return values_of(std::move(names), forms);
      }
      std::string name;
      names >> name;
      return fields_of(forms.called(name));
    }
  }
  return {};
}

} // namespace

std::string with_tables(std::string const& document, Form const& root) {
  NamedForms const forms{root};
  std::istringstream lines{document};
  std::string result;
  bool is_in_table = false;
  for (std::string line; std::getline(lines, line);) {
    is_in_table = is_in_table && line != "<!-- end -->";
    if (!is_in_table) {
      std::string const table = table_after(line, forms);
      is_in_table = !table.empty();
      result += line + '\n' + table;
    }
  }
  return result;
}

} // namespace equivarify::codegen
