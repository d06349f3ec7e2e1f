//! `x.dtype` as an object.

use super::names;
use crate::language::machine::Machine;
use crate::language::value::{Object, Value};
use crate::numerics::array::DataType;
use std::any::Any;
use std::rc::Rc;

/// A data type as Python sees it: `dtype('float64')`.
pub(super) struct DataTypeObject(pub DataType);

impl DataTypeObject {
    pub fn value(data_type: DataType) -> Value {
        Value::Object(Rc::new(DataTypeObject(data_type)))
    }
}

impl Object for DataTypeObject {
    fn type_name(&self) -> &'static str {
        match self.0 {
            DataType::Float64 => "numpy.dtypes.Float64DType",
            DataType::Int64 => "numpy.dtypes.Int64DType",
            DataType::Bool => "numpy.dtypes.BoolDType",
        }
    }

    fn repr(&self, _machine: &Machine) -> String {
        format!("dtype('{}')", self.0.name())
    }

    fn text(&self, _machine: &Machine) -> String {
        String::from(self.0.name())
    }

    fn attribute(&self, _this: &Value, name: &str, _machine: &mut Machine) -> Option<Value> {
        let kind = match self.0 {
            DataType::Float64 => "f",
            DataType::Int64 => "i",
            DataType::Bool => "b",
        };
        match name {
            "name" => Some(Value::string(self.0.name())),
            "itemsize" => Some(Value::Integer(self.0.item_size() as i64)),
            "kind" => Some(Value::string(kind)),
            _ => None,
        }
    }

    fn attribute_names(&self) -> &'static str {
        names::DATA_TYPE
    }

    fn equals(&self, other: &dyn Object) -> bool {
        let other = other.as_any().downcast_ref::<DataTypeObject>();
        other.is_some_and(|other| other.0 == self.0)
    }

    /// A data type is equal to what names it: `float`, `np.float64`, `'float64'`.
    fn equals_value(&self, other: &Value) -> bool {
        super::convert::known_data_type(other) == Some(self.0)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
