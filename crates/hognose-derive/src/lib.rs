//! `#[derive(Trace)]` and `#[derive(CellItem)]` for the payloads of hognose-heap.
//!
//! Does not know any type: each field's own `Trace` decides. A field marked `#[trace(skip)]` is not
//! reported, which is always allowed (`trace` may omit edges, never invent them).
//!
//! # Invariants
//! D1: the generated `trace` reports each field that is not skipped exactly once, so that an edge is
//! reported as often as it owns a count.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields, parse_macro_input};

/// Derives `hognose_heap::Trace`: reports every field's edges.
#[proc_macro_derive(Trace, attributes(trace))]
pub fn derive_trace(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand_trace(input).unwrap_or_else(|e| e.to_compile_error()).into()
}

/// Derives `hognose_heap::CellItem`: elements that a `CellVec` copies in and out.
#[proc_macro_derive(CellItem)]
pub fn derive_cell_item(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand_cell_item(input).unwrap_or_else(|e| e.to_compile_error()).into()
}

fn is_skipped(field: &syn::Field) -> syn::Result<bool> {
    let mut skip = false;
    for attr in field.attrs.iter().filter(|a| a.path().is_ident("trace")) {
        attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("skip") {
                skip = true;
                Ok(())
            } else {
                Err(meta.error("only #[trace(skip)] is known"))
            }
        })?;
    }
    Ok(skip)
}

/// A pattern that binds the fields, the calls that trace them, and the types that were traced.
fn trace_fields(fields: &Fields) -> syn::Result<(Tokens, Vec<Tokens>, Vec<syn::Type>)> {
    let mut binds = Vec::new();
    let mut calls = Vec::new();
    let mut types = Vec::new();
    for (i, field) in fields.iter().enumerate() {
        if is_skipped(field)? {
            continue;
        }
        let name = format_ident!("field_{}", i);
        match &field.ident {
            Some(ident) => binds.push(quote!(#ident: #name)),
            None => {
                let index = syn::Index::from(i);
                binds.push(quote!(#index: #name));
            }
        }
        calls.push(quote!(::hognose_heap::Trace::trace(#name, tracer);));
        types.push(field.ty.clone());
    }
    Ok((quote!({ #(#binds,)* .. }), calls, types))
}

fn expand_trace(mut input: DeriveInput) -> syn::Result<Tokens> {
    let name = input.ident.clone();
    let mut types = Vec::new();
    let body = match &input.data {
        Data::Struct(data) => {
            let (pattern, calls, t) = trace_fields(&data.fields)?;
            types.extend(t);
            quote!({ let Self #pattern = self; #(#calls)* })
        }
        Data::Enum(data) => {
            let mut arms = Vec::new();
            for variant in &data.variants {
                let ident = &variant.ident;
                let (pattern, calls, t) = trace_fields(&variant.fields)?;
                types.extend(t);
                arms.push(quote!(Self::#ident #pattern => { #(#calls)* }));
            }
            quote!(match self { #(#arms)* })
        }
        Data::Union(_) => {
            return Err(syn::Error::new_spanned(&name, "a union cannot say which edges it holds"));
        }
    };
    let params: Vec<_> = input.generics.type_params().map(|p| p.ident.clone()).collect();
    let clause = input.generics.make_where_clause();
    for p in params {
        clause.predicates.push(syn::parse_quote!(#p: ::hognose_heap::Trace));
    }
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        #[allow(unsafe_code, unused_variables, clippy::all, reason = "generated")]
        // SAFETY: each field is reported once, by its own Trace (D1).
        unsafe impl #impl_generics ::hognose_heap::Trace for #name #ty_generics #where_clause {
            const HAS_EDGES: bool = false #(|| <#types as ::hognose_heap::Trace>::HAS_EDGES)*;
            #[inline]
            fn trace(&self, tracer: &mut ::hognose_heap::Tracer<'_>) #body
        }
    })
}

fn expand_cell_item(mut input: DeriveInput) -> syn::Result<Tokens> {
    let name = input.ident.clone();
    let copy = |fields: &Fields| -> (Tokens, Tokens) {
        let mut binds = Vec::new();
        let mut makes = Vec::new();
        for (i, field) in fields.iter().enumerate() {
            let var = format_ident!("field_{}", i);
            let member = match &field.ident {
                Some(ident) => quote!(#ident),
                None => {
                    let index = syn::Index::from(i);
                    quote!(#index)
                }
            };
            binds.push(quote!(#member: #var));
            makes.push(quote!(#member: ::hognose_heap::CellItem::copy(#var)));
        }
        (quote!({ #(#binds,)* }), quote!({ #(#makes,)* }))
    };
    let body = match &input.data {
        Data::Struct(data) => {
            let (pattern, make) = copy(&data.fields);
            quote!({ let Self #pattern = self; Self #make })
        }
        Data::Enum(data) => {
            let arms = data.variants.iter().map(|v| {
                let ident = &v.ident;
                let (pattern, make) = copy(&v.fields);
                quote!(Self::#ident #pattern => Self::#ident #make)
            });
            quote!(match self { #(#arms,)* })
        }
        Data::Union(_) => {
            return Err(syn::Error::new_spanned(&name, "a union cannot be copied field by field"));
        }
    };
    let params: Vec<_> = input.generics.type_params().map(|p| p.ident.clone()).collect();
    let clause = input.generics.make_where_clause();
    for p in params {
        clause.predicates.push(syn::parse_quote!(#p: ::hognose_heap::CellItem));
    }
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        #[allow(unsafe_code, clippy::all, reason = "generated")]
        // SAFETY: copies field by field, each by its own CellItem, and so runs no foreign code.
        unsafe impl #impl_generics ::hognose_heap::CellItem for #name #ty_generics #where_clause {
            #[inline]
            fn copy(&self) -> Self #body
        }
    })
}
