# Prints algebra/groups/small_groups.txt: a presentation of every group of order up to 127, but of orders 64 and 96, with
# GAP's numbers. Solvable groups have GAP's own polycyclic presentation; the other four, one of two generators.
SizeScreen([60000, 24]);
power := function(k, exponent)
  if exponent = 1 then return Concatenation("f", String(k)); fi;
  return Concatenation("f", String(k), "^", String(exponent));
end;
# The product of powers of the generators from k on.
word := function(exponents)
  local places;
  places := Filtered([1 .. Length(exponents)], k -> exponents[k] <> 0);
  if places = [] then return "e"; fi;
  return JoinStringsWithSeparator(List(places, k -> power(k, exponents[k])), " ");
end;
solvable := function(group)
  local pcgs, orders, relations, k, j, exponents;
  pcgs := FamilyPcgs(group);
  orders := RelativeOrders(pcgs);
  relations := [];
  for k in [1 .. Length(pcgs)] do
    exponents := ExponentsOfPcElement(pcgs, pcgs[k] ^ orders[k]);
    if exponents <> 0 * exponents then
      Add(relations, Concatenation(power(k, orders[k]), " = ", word(exponents)));
    fi;
  od;
  for k in [1 .. Length(pcgs)] do
    for j in [k + 1 .. Length(pcgs)] do
      exponents := ExponentsOfPcElement(pcgs, pcgs[j] ^ pcgs[k]);
      if pcgs[j] ^ pcgs[k] <> pcgs[j] then
        Add(relations, Concatenation(power(j, 1), " ", power(k, 1), " = ", power(k, 1), " ", word(exponents)));
      fi;
    od;
  od;
  return Concatenation(JoinStringsWithSeparator(List(orders, String), " "), ":", Concatenation(List(relations, x -> Concatenation(" ", x, ","))));
end;
# SL(2,5), S5, C2 x A5 and A5 by relations that IdGroup is asked about.
perfect := [
  [[60, 5], "f1^2, f2^3, f1 f2 f1 f2 f1 f2 f1 f2 f1 f2"],
  [[120, 5], "f1^2 = f2^3, f1^2 = f1 f2 f1 f2 f1 f2 f1 f2 f1 f2, f1^4"],
  [[120, 34], "f1^2, f2^5, f1 f2 f1 f2 f1 f2 f1 f2, f1 f2 f1 f2^-1 f1 f2 f1 f2^-1 f1 f2 f1 f2^-1, f1 f2^2 f1 f2^-2 f1 f2^2 f1 f2^-2"],
  [[120, 35], "f1^2, f2^6, f1 f2^3 = f2^3 f1, f1 f2^2 f1 f2^2 f1 f2^2 f1 f2^2 f1 f2^2"]];
words := function(text, gens)
  local part, letter, product, base;
  product := gens[1] ^ 0;
  if NormalizedWhitespace(text) = "" then return product; fi;
  for part in SplitString(NormalizedWhitespace(text), " ") do
    letter := SplitString(part, "^");
    base := gens[Int(letter[1]{[2 .. Length(letter[1])]})];
    if Length(letter) = 2 then base := base ^ Int(letter[2]); fi;
    product := product * base;
  od;
  return product;
end;
insolvable := function(id)
  local text, free, relators, sides, part;
  text := First(perfect, entry -> entry[1] = id)[2];
  free := FreeGroup(2);
  relators := [];
  for part in SplitString(text, ",") do
    sides := SplitString(part, "=");
    if Length(sides) = 1 then Add(sides, ""); fi;
    Add(relators, words(sides[1], GeneratorsOfGroup(free)) * words(sides[2], GeneratorsOfGroup(free)) ^ -1);
  od;
  if IdGroup(Image(IsomorphismPermGroup(free / relators))) <> id then Error("not this group: ", id); fi;
  return Concatenation("* *: ", text, ",");
end;
Print("# The groups of order up to 127, but of orders 64 and 96, with GAP's numbers. Made by\n",
      "#   gap -q algebra/groups/small_groups.g < /dev/null > algebra/groups/small_groups.txt\n",
      "# A line has order, number, the relative orders of the generators f1, f2, ..., and relations. A power of a generator by\n",
      "# its relative order that is not named is e, and generators commute unless a relation says otherwise. Of a generator\n",
      "# marked * nothing holds but the relations. Each relation ends with a comma.\n");
for n in [1 .. 127] do
  if n <> 64 and n <> 96 then
    for i in [1 .. NumberSmallGroups(n)] do
      g := SmallGroup(n, i);
      if n = 1 then line := ":";
      elif IsSolvableGroup(g) then line := solvable(g);
      else line := insolvable([n, i]); fi;
      Print(n, " ", i, " ", line, "\n");
    od;
  fi;
od;
