#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Convolutional networks as engine/text/network.h reads them (needs python3-onnx):

convert_network.py ppocrv4_det_cv46.onnx ppocrv4_det.network
convert_network.py ppocrv4_rec_cv46.onnx ppocrv4_rec.network ppocrv4_rec_head.onnx

The second takes the reader apart: its convolutions up to the one pooling, and what follows (attention and classes) as a graph of its own.

The same sums in fewer steps. Batch normalisation and constant factors go into the weights of the convolution before them; what is
applied to each value alone becomes part of that convolution; x + x s becomes x (s + 1). The two transposed convolutions at the end
(2 x 2, stride 2: no two windows overlap) become convolutions of 1 x 1 whose channels are the pixels of a block of 4 x 4.
"""

import sys

import numpy as np
import onnx
from onnx import numpy_helper


class Graph:
    def __init__(self, graph):
        self.nodes = list(graph.node)
        self.constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self.users = {}
        for node in self.nodes:
            for name in node.input:
                self.users.setdefault(name, []).append(node)

    def onlyUser(self, name):
        users = self.users.get(name, [])
        return users[0] if len(users) == 1 else None

    def constantOf(self, node):
        """The constant operand of a sum or product, or None."""
        found = [name for name in node.input if name in self.constants]
        return self.constants[found[0]].reshape(-1).astype(np.float64) if found else None


def attribute(node, name, otherwise=None):
    for one in node.attribute:
        if one.name == name:
            return onnx.helper.get_attribute_value(one)
    return otherwise


class Convolution:
    """Weights (to, from, y, x), or (from, to, y, x) when transposed; then functions of each value."""

    def __init__(self, node, constants):
        self.isTransposed = node.op_type == "ConvTranspose"
        self.weights = constants[node.input[1]].astype(np.float64)
        channels = self.weights.shape[1 if self.isTransposed else 0]
        self.offsets = constants[node.input[2]].astype(np.float64) if len(node.input) > 2 else np.zeros(channels)
        self.functions = []
        self.shape = (attribute(node, "kernel_shape")[0], *attribute(node, "strides"), attribute(node, "pads")[0], attribute(node, "group", 1))

    def scale(self, factors, offsets):
        factors = np.broadcast_to(factors, self.offsets.shape)
        self.weights = self.weights * factors.reshape((1, -1, 1, 1) if self.isTransposed else (-1, 1, 1, 1))
        self.offsets = self.offsets * factors + offsets

    def linear(self, factor, offset):
        """What follows: into the weights, or behind the functions."""
        if not self.functions:
            self.scale(factor, offset)
        elif self.functions[-1][0] == "linear":
            _, before, added = self.functions[-1]
            self.functions[-1] = ("linear", before * float(factor[0]), added * float(factor[0]) + float(offset[0]))
        else:
            self.functions.append(("linear", float(factor[0]), float(offset[0])))

    def take(self, node, constant):
        """Whether `node` could be made part of this convolution."""
        if node.op_type == "Mul" and constant is not None:
            self.linear(constant, np.zeros(1))
        elif node.op_type == "Add" and constant is not None:
            self.linear(np.ones(1), constant)
        elif node.op_type in ("Relu", "Sigmoid"):
            self.functions.append((node.op_type.lower(), 0, 0))
        elif node.op_type == "HardSigmoid":
            self.functions += [("linear", attribute(node, "alpha"), attribute(node, "beta")), ("clip", 0, 1)]
        else:
            return False
        return True


class Writing:
    def __init__(self, graph):
        self.graph, self.numbers, self.lines, self.weights, self.taken = graph, {"x": 0}, [], [], set()
        self.blocks = []

    def number(self, name):
        return self.numbers.setdefault(name, len(self.numbers))

    def line(self, operation, source, to, *rest):
        self.lines.append(" ".join(str(part) for part in (operation, self.numbers[source], self.number(to), *rest)))

    def convolution(self, one, source, to):
        functions = [f"{name} {alpha:.9g} {beta:.9g}" for name, alpha, beta in one.functions]
        self.line("convolution", source, to, len(one.offsets), *one.shape, *functions)
        self.weights += [one.weights.astype("<f4"), one.offsets.astype("<f4")]

    def swish(self, one, name):
        """x HardSigmoid(x), where both are made of `name`: the name of the product."""
        users = self.graph.users.get(name, [])
        if sorted(user.op_type for user in users) != ["HardSigmoid", "Mul"]:
            return name
        gate, product = sorted(users, key=lambda user: user.op_type)
        if gate.output[0] not in product.input or abs(attribute(gate, "alpha") - 1 / 6) > 1e-6:
            return name
        self.taken |= {id(gate), id(product)}
        one.functions.append(("hardswish", 0, 0))
        return product.output[0]

    def follow(self, one, name):
        while (user := self.graph.onlyUser(name)) is not None:
            if user.op_type == "BatchNormalization":
                gain, offset, mean, variance = (self.graph.constants[x].astype(np.float64) for x in user.input[1:5])
                factor = gain / np.sqrt(variance + attribute(user, "epsilon"))
                one.linear(factor, offset - mean * factor)
            elif not one.take(user, self.graph.constantOf(user)):
                break
            self.taken.add(id(user))
            name = user.output[0]
        return name

    def write(self, node):
        source, to = node.input[0], node.output[0]
        if node.op_type in ("Conv", "ConvTranspose"):
            one = Convolution(node, self.graph.constants)
            to = self.follow(one, to)
            swished = self.swish(one, to)
            to = self.follow(one, swished) if swished != to else to
            if one.isTransposed:
                self.blocks.append((one, source, to))
            else:
                self.convolution(one, source, to)
        elif node.op_type == "GlobalAveragePool":
            self.line("average", source, to)
        elif node.op_type in ("Mul", "Add"):
            self.line({"Mul": "multiply", "Add": "add"}[node.op_type], source, to, self.numbers[node.input[1]])
        elif node.op_type == "Resize":
            self.line("enlarge", source, to, int(self.graph.constants[node.input[2]][2]))
        elif node.op_type == "Concat":
            self.line("concatenate", source, to, *(self.numbers[name] for name in node.input[1:]))
        else:
            raise SystemExit(f"no rule for {node.op_type}")

    def finish(self):
        (first, source, between), (second, _, to) = self.blocks
        channels = first.weights.shape[1]
        wide, last = Convolution.__new__(Convolution), Convolution.__new__(Convolution)
        wide.shape = last.shape = (1, 1, 1, 0, 1)
        wide.functions, last.functions = first.functions, second.functions
        wide.weights = first.weights.transpose(2, 3, 1, 0).reshape(4 * channels, -1)
        wide.offsets = np.tile(first.offsets, 4)
        last.weights, last.offsets = np.zeros((16, 4 * channels)), np.tile(second.offsets, 16)
        for y in range(4):
            for x in range(4):
                part = (y // 2 * 2 + x // 2) * channels
                last.weights[y * 4 + x, part : part + channels] = second.weights[:, 0, y % 2, x % 2]
        self.convolution(wide, source, between)
        self.convolution(last, between, to)


def writeHead(model, first, path):
    """What follows the convolutions, from node number `first` on, with its own weights."""
    graph = model.graph
    nodes = list(graph.node)[first:]
    used = {name for node in nodes for name in node.input}
    weights = [one for one in graph.initializer if one.name in used]
    width = model.graph.input[0].type.tensor_type.shape.dim[3].dim_value
    source = onnx.helper.make_tensor_value_info(nodes[0].input[0], onnx.TensorProto.FLOAT, [1, 480, 3, width // 4])
    head = onnx.helper.make_graph(nodes, "head", [source], list(graph.output), weights)
    onnx.save(onnx.helper.make_model(head, opset_imports=list(model.opset_import), ir_version=model.ir_version), path)


def main():
    model = onnx.load(sys.argv[1])
    graph = Graph(model.graph)
    writing = Writing(graph)
    for number, node in enumerate(graph.nodes):
        if node.op_type == "AveragePool":
            writeHead(model, number, sys.argv[3])
            break
        if id(node) not in writing.taken:
            writing.write(node)
    if writing.blocks:
        writing.finish()
    with open(sys.argv[2], "wb") as file:
        text = "\n".join(["safelight network 2", *writing.lines, f"weights {sum(one.size for one in writing.weights)}"])
        file.write(text.encode() + b"\n" + b"".join(one.tobytes() for one in writing.weights))


if __name__ == "__main__":
    main()
