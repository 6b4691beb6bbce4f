//! The widest vectors a machine has.
//!
//! The same code is compiled twice: for any machine, and for those with AVX2. Wider vectors do
//! the same operations on more numbers at a time, and nothing is fused, so the bits are the same.

/// Calls a function compiled for the widest vectors that the machine has.
///
/// The function must be inlined always, and so must what it calls in its inner loops.
#[macro_export]
macro_rules! on_widest {
    ($work:ident($($given:ident: $type:ty),*) -> $result:ty) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2")]
        fn with_avx2($($given: $type),*) -> $result {
            $work($($given),*)
        }
        #[cfg(target_arch = "x86_64")]
        let result = if std::arch::is_x86_feature_detected!("avx2") {
            #[expect(unsafe_code, reason = "the machine has been asked whether it can")]
            // SAFETY: AVX2 is there.
            unsafe {
                with_avx2($($given),*)
            }
        } else {
            $work($($given),*)
        };
        #[cfg(not(target_arch = "x86_64"))]
        let result = $work($($given),*);
        result
    }};
}
