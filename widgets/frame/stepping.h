// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace widgets::frame {

/// A screen on which something is tried before it is decided: its steps are taken back, and done again, before those of
/// the project.
class Stepping {
public:
    virtual bool canStep(bool back) const = 0;
    virtual void step(bool back) = 0;

protected:
    ~Stepping() = default;
};

}
