"""Charts as SVG text: bars for speeds, lines for growth."""

import html
import math

COLOURS = ("#1b6ca8", "#d9822b", "#4c9f70", "#b04a5a", "#7d8b99", "#555555")
ENGINE_COLOURS = {"equivarify": "#1b6ca8", "ONNX Runtime": "#d9822b", "PyTorch circulant": "#7d8b99"}
ENGINE_COLOURS |= {"PyTorch channels_last": "#a3adb8", "PyTorch separate": "#c5ccd3"}
WIDTH = 860
PANEL_HEIGHT = 460
FONT = "font-family='sans-serif' font-size='13'"


def speeds(result: dict) -> str:
    """Images a second of every engine on every network and task, one group of bars each."""
    shapes, top = [], 56
    for name, network in result["networks"].items():
        tasks = sorted({key for row in network["engines"].values() for key in row if "/" in key})
        for task in tasks:
            rows = {engine: row[task] for engine, row in network["engines"].items() if task in row}
            shapes.append(text(16, top, f"{name}, {task}", weight="bold"))
            top += 12
            top = add_bars(shapes, rows, top) + 28
    title = f"Images a second, batch after the slash; {result['threads']} threads, {result['processor']}"
    return document(shapes, top, title)


def add_bars(shapes: list[str], rows: dict, top: int) -> int:
    """One bar for each engine, longest at full width; returns where the next thing begins."""
    longest = max(row["images_per_second"] for row in rows.values())
    for engine, row in rows.items():
        width = max(1.0, 420 * row["images_per_second"] / longest)
        colour = ENGINE_COLOURS.get(engine, COLOURS[-1])
        shapes.append(f"<rect x='180' y='{top}' width='{width:.1f}' height='17' fill='{colour}'/>")
        shapes.append(text(172, top + 13, engine, anchor="end"))
        label = f"{row['images_per_second']:,.0f}" + (f"  (ours: {row['ratio']:.2f} times as fast)" if row["ratio"] != 1 else "")
        shapes.append(text(188 + width, top + 13, label))
        top += 21
    return top


def stack(title: str, panels: list[list[str]]) -> str:
    """Charts one below the other."""
    shapes = []
    for index, panel in enumerate(panels):
        shapes.append(f"<g transform='translate(0 {40 + PANEL_HEIGHT * index})'>")
        shapes += panel + ["</g>"]
    return document(shapes, 40 + PANEL_HEIGHT * len(panels), title)


def lines(title: str, x_label: str, series: dict[str, list[tuple[float, float]]], names: dict) -> list[str]:
    """Curves of microseconds an image, both axes logarithmic, some x with names instead of numbers.

    A series whose name begins with `theory` is dashed.
    """
    points = [point for curve in series.values() for point in curve]
    (left, right), (bottom, top) = (bounds([p[axis] for p in points]) for axis in (0, 1))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x = 90 + 560 * math.log(point[0] / left) / math.log(right / left)
        y = 400 - 330 * math.log(point[1] / bottom) / math.log(top / bottom)
        return x, y

    marks = {x: names.get(x, f"{x:g}") for x in sorted({point[0] for point in points})}
    shapes = axes(place, (left, right), (bottom, top), marks)
    for index, (name, curve) in enumerate(series.items()):
        add_curve(shapes, name, [place(point) for point in curve], COLOURS[index % len(COLOURS)])
        shapes.append(text(664, 80 + 20 * index, name, fill=COLOURS[index % len(COLOURS)]))
    shapes.append(text(370, 440, x_label, anchor="middle"))
    shapes.append(text(90, 60, "microseconds an image"))
    shapes.append(text(16, 30, title, weight="bold"))
    return shapes


def bounds(values: list[float]) -> tuple[float, float]:
    """The powers of two around the values."""
    low, high = math.floor(math.log2(min(values))), math.ceil(math.log2(max(values)))
    return 2.0**low, 2.0 ** max(high, low + 1)


def axes(place, x_range, y_range, marks: dict[float, str]) -> list[str]:
    """The frame, a mark at each measured x, and one at each power of two of y."""
    (x0, y0), (x1, y1) = place((x_range[0], y_range[0])), place((x_range[1], y_range[1]))
    shapes = [f"<path d='M{x0} {y1}V{y0}H{x1}' fill='none' stroke='#555'/>"]
    shapes += [text(place((x, y_range[0]))[0], y0 + 18, mark, anchor="middle") for x, mark in marks.items()]
    steps = int(math.log2(y_range[1] / y_range[0]))
    for step in range(0, steps + 1, max(1, steps // 6)):
        value = y_range[0] * 2.0**step
        y = place((x_range[0], value))[1]
        shapes.append(text(x0 - 8, y + 4, f"{value:g}", anchor="end"))
        shapes.append(f"<path d='M{x0} {y:.1f}H{x1}' stroke='#ddd'/>")
    return shapes


def add_curve(shapes: list[str], name: str, places: list[tuple[float, float]], colour: str) -> None:
    """A line through the places, with a dot at each that was measured."""
    dashed = name.startswith("theory")
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dashes = " stroke-dasharray='5 4'" if dashed else ""
    shapes.append(f"<path d='M{path}' fill='none' stroke='{colour}' stroke-width='2'{dashes}/>")
    if not dashed:
        shapes += [f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3.5' fill='{colour}'/>" for x, y in places]


def text(x: float, y: float, content: str, anchor: str = "start", weight: str = "normal", fill: str = "#222") -> str:
    """A line of text."""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' font-weight='{weight}' fill='{fill}' {FONT}>"
        f"{html.escape(content)}</text>"
    )


def document(shapes: list[str], height: int, title: str) -> str:
    """The whole file."""
    body = "\n".join([text(16, 28, title, weight="bold"), *shapes])
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}'>\n"
        f"<rect width='100%' height='100%' fill='white'/>\n{body}\n</svg>\n"
    )
