//! `_collections`: deque, defaultdict, OrderedDict, and the helpers of Counter and namedtuple.

mod defaultdict;
mod deque;
mod helpers;
mod ordereddict;

use hognose_vm::prelude::*;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    doc: "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
    functions: &[function("_count_elements", "(mapping, iterable, /)", helpers::count_elements)
        .doc("Count elements in the iterable, updating the mapping")],
    types: &[
        &deque::TYPE,
        &deque::ITERATOR_TYPE,
        &deque::REVERSE_ITERATOR_TYPE,
        &defaultdict::TYPE,
        &ordereddict::TYPE,
        &ordereddict::KEYS_TYPE,
        &ordereddict::VALUES_TYPE,
        &ordereddict::ITEMS_TYPE,
        &ordereddict::ITERATOR_TYPE,
        &helpers::TUPLEGETTER_TYPE,
    ],
    init: None,
};
